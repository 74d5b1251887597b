/// What strangers choose for us, under bounds: the names, links and sizes of files, and the addresses we connect to.
@NullMarked
package dev.skerry.untrusted;

import org.jspecify.annotations.NullMarked;
