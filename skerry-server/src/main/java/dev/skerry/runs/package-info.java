/// Commands that run once, in a container of the release that serves, and are found again after a crash. Door: `Runs`.
@NullMarked
package dev.skerry.runs;

import org.jspecify.annotations.NullMarked;
