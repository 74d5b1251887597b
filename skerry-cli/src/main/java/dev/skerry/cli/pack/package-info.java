/// Packs a folder for an upload: what Git would ignore stays, and so do secrets; the same files make the same bytes.
@NullMarked
package dev.skerry.cli.pack;

import org.jspecify.annotations.NullMarked;
