/// News between features, told after the commit that made them true.
@NullMarked
package dev.skerry.events;

import org.jspecify.annotations.NullMarked;
