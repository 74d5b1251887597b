/// The wire: operations, their records, value types and problems, shared by server and clients.
@NullMarked
package dev.skerry.api;

import org.jspecify.annotations.NullMarked;
