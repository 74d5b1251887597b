/// The engine: deployments as journaled steps, releases that never change, generations that come, serve and retire.
/// Door: `Deployments`.
@NullMarked
package dev.skerry.deployments;

import org.jspecify.annotations.NullMarked;
