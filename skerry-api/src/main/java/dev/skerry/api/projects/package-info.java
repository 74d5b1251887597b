/// Projects and environments on the wire.
@NullMarked
package dev.skerry.api.projects;

import org.jspecify.annotations.NullMarked;
