/// The benchmarks: each starts the packed server on a state of its own and drives it from outside, as a user does.
@NullMarked
package dev.skerry.bench;

import org.jspecify.annotations.NullMarked;
