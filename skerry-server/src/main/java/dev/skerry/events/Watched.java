package dev.skerry.events;

import dev.skerry.api.events.News;
import dev.skerry.kernel.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that users hear of.
public interface Watched extends Event {
    /// Whose news it is: nobody else hears of it.
    OrganizationId organization();

    /// What it is about, for those who watch some applications only; null where it is about none of them.
    @Nullable
    UUID application();

    /// As it goes over the wire.
    News news();
}
