/// The installation itself on the wire.
@NullMarked
package dev.skerry.api.system;

import org.jspecify.annotations.NullMarked;
