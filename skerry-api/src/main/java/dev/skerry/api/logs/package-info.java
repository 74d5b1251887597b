/// What applications write, on the wire.
@NullMarked
package dev.skerry.api.logs;

import org.jspecify.annotations.NullMarked;
