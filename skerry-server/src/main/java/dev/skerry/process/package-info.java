/// Runs programs by argument list. The only package that may start a process.
@NullMarked
package dev.skerry.process;

import org.jspecify.annotations.NullMarked;
