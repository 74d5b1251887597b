/// The edge: HAProxy in a container Skerry owns, driven through its runtime socket, behind the `Router` port.
@NullMarked
package dev.skerry.router;

import org.jspecify.annotations.NullMarked;
