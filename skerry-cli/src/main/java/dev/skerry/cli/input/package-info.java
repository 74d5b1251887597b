/// From texts on a command line to the input record of an operation: flattened, checked, put together.
@NullMarked
package dev.skerry.cli.input;

import org.jspecify.annotations.NullMarked;
