package dev.skerry.secrets;

import dev.skerry.kernel.Secret;

/// A variable as it was set.
///
/// @param value with references unresolved
/// @param plain whether it may be shown
record Variable(Secret value, boolean plain) {}
