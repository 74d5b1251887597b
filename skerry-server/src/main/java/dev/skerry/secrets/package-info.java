/// Variables and their values, encrypted and write-only. Door: `Variables`.
@NullMarked
package dev.skerry.secrets;

import org.jspecify.annotations.NullMarked;
