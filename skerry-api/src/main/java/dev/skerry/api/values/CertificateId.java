package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of a certificate.
public record CertificateId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CertificateId of(String text) {
        return new CertificateId(IdText.parse("the id of a certificate", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
