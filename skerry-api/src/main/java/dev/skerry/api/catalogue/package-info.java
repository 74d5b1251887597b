/// The table of everything Skerry can do. Adding an operation is one row here and a handler in the server.
@NullMarked
package dev.skerry.api.catalogue;

import org.jspecify.annotations.NullMarked;
