package dev.skerry.domains;

import dev.skerry.events.Event;
import dev.skerry.kernel.OrganizationId;

/// News of this feature.
public sealed interface DomainEvent extends Event {
    /// The edge has to answer otherwise than before: a domain or certificate came, changed or went.
    record EdgeChanged(OrganizationId organization) implements DomainEvent {}
}
