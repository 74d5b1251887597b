/// Archives and credentials of sources on the wire.
@NullMarked
package dev.skerry.api.sources;

import org.jspecify.annotations.NullMarked;
