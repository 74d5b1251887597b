/// Where code comes from: a repository, an upload. Brings it into a folder, within limits. Door: `Sources`.
@NullMarked
package dev.skerry.sources;

import org.jspecify.annotations.NullMarked;
