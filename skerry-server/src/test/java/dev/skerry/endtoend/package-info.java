/// The real server in a process of its own, real Docker, real router, real PostgreSQL, real Git: driven from outside
/// only.
@NullMarked
package dev.skerry.endtoend;

import org.jspecify.annotations.NullMarked;
