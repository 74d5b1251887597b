/// What was measured, on the wire.
@NullMarked
package dev.skerry.api.monitoring;

import org.jspecify.annotations.NullMarked;
