package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Certificates in PEM, a host's own first, then its issuers'.
public record CertificatePem(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a chain of certificates",
                    "must be PEM, at most 65536 characters",
                    "\\s{0,100}-----BEGIN [A-Z ]{1,40}-----.{0,65536}",
                    65_536,
                    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
            .ofLines();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CertificatePem {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
