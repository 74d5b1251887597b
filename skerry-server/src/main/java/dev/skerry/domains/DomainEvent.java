package dev.skerry.domains;

import dev.skerry.api.events.News;
import dev.skerry.api.events.News.Change;
import dev.skerry.api.values.CertificateId;
import dev.skerry.api.values.Name;
import dev.skerry.events.Watched;
import dev.skerry.kernel.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// News of this feature. After each of them the edge has to answer otherwise than before.
public sealed interface DomainEvent extends Watched {
    /// A domain came, answers otherwise, or went.
    record DomainChanged(Domain domain, Change change) implements DomainEvent {
        @Override
        public OrganizationId organization() {
            return domain.organization();
        }

        @Override
        public UUID application() {
            return domain.application();
        }

        @Override
        public News news() {
            return new News.DomainChanged(domain.application(), domain.id(), change, domain.host(), domain.path());
        }
    }

    /// A certificate came or went. It belongs to no application: every host of the organization may show it.
    record CertificateChanged(OrganizationId organization, CertificateId certificate, Name name, Change change)
            implements DomainEvent {
        @Override
        public @Nullable UUID application() {
            return null;
        }

        @Override
        public News news() {
            return new News.CertificateChanged(certificate, change, name);
        }
    }
}
