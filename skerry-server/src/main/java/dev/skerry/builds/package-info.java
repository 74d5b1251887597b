/// From sources to an image: which builder, with what, and what processes the image has. Door: `Builds`.
@NullMarked
package dev.skerry.builds;

import org.jspecify.annotations.NullMarked;
