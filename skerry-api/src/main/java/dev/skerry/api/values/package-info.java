/// Checked value types: a string from outside becomes one of these at the edge, and from then on cannot be wrong.
@NullMarked
package dev.skerry.api.values;

import org.jspecify.annotations.NullMarked;
