package dev.skerry.domains;

import dev.skerry.api.values.CertificateId;
import dev.skerry.kernel.Secret;
import java.util.List;

/// A certificate the edge shows.
///
/// @param pem chain and key
/// @param hosts those it is shown for
public record Shown(CertificateId id, Secret pem, List<String> hosts) {
    public Shown {
        hosts = List.copyOf(hosts);
    }
}
