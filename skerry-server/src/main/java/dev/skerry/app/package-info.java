/// Start here: `Main` starts a server, `Skerry` puts it together. Imports everything, imported by nothing.
@NullMarked
package dev.skerry.app;

import org.jspecify.annotations.NullMarked;
