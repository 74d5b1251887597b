/// The Docker engine and its Swarm, behind narrow ports. The only package that speaks the Engine API.
@NullMarked
package dev.skerry.docker;

import org.jspecify.annotations.NullMarked;
