/// The command line. Its commands are the rows of the catalogue, and a few by hand on top of them.
@NullMarked
package dev.skerry.cli;

import org.jspecify.annotations.NullMarked;
