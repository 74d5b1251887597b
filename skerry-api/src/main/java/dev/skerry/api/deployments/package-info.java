/// Deployments, releases and their logs on the wire.
@NullMarked
package dev.skerry.api.deployments;

import org.jspecify.annotations.NullMarked;
