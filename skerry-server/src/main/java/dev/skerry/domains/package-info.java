/// The names applications answer at, who may visit them, and the certificates that are shown for them.
@NullMarked
package dev.skerry.domains;

import org.jspecify.annotations.NullMarked;
