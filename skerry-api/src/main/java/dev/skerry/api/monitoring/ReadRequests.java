package dev.skerry.api.monitoring;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Since;
import org.jspecify.annotations.Nullable;

/// Which requests to count.
///
/// @param since an hour ago when absent; what is older than 8 days is gone
public record ReadRequests(
        ApplicationRef application, @Nullable Since since) {}
