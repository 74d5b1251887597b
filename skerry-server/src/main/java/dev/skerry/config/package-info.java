/// Settings as checked records: each is parsed once, at start-up, into a type that cannot be wrong.
@NullMarked
package dev.skerry.config;

import org.jspecify.annotations.NullMarked;
