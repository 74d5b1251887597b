/// One-off runs on the wire.
@NullMarked
package dev.skerry.api.runs;

import org.jspecify.annotations.NullMarked;
