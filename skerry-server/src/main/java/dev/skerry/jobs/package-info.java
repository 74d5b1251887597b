/// The durable queue: work that is accepted with a transaction and done after it, whatever happens in between.
@NullMarked
package dev.skerry.jobs;

import org.jspecify.annotations.NullMarked;
