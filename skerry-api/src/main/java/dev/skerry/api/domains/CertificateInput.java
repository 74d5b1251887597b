package dev.skerry.api.domains;

import dev.skerry.api.values.CertificateRef;

/// Names a certificate.
public record CertificateInput(CertificateRef certificate) {}
