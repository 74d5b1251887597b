/// Projects and environments. Door: `Projects`.
@NullMarked
package dev.skerry.projects;

import org.jspecify.annotations.NullMarked;
