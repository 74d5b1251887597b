/// What the tasks of applications write: collected from Docker, kept in files, bounded, read back. Door: `Logs`.
@NullMarked
package dev.skerry.logs;

import org.jspecify.annotations.NullMarked;
