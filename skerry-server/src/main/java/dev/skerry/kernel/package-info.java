/// Ids, time, errors, secrets and cancellation: what every other package may use. Imports nothing of Skerry but the
/// wire.
@NullMarked
package dev.skerry.kernel;

import org.jspecify.annotations.NullMarked;
