package dev.skerry.api.domains;

import dev.skerry.api.values.CertificatePem;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PrivateKeyPem;

/// Gives the router a certificate for the organization's domains.
///
/// @param chain the host's own certificate first, then its issuers'
/// @param key is never shown again
public record AddCertificate(Name name, CertificatePem chain, PrivateKeyPem key) {}
