/// The names applications answer at, and certificates for them, as they stand on the wire.
@NullMarked
package dev.skerry.api.domains;

import org.jspecify.annotations.NullMarked;
