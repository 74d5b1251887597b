/// From JSON to what a person reads: tables, key-value views, times, colours.
@NullMarked
package dev.skerry.cli.output;

import org.jspecify.annotations.NullMarked;
