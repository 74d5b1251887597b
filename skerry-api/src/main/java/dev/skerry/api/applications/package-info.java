/// Applications, their settings and variables on the wire.
@NullMarked
package dev.skerry.api.applications;

import org.jspecify.annotations.NullMarked;
