package dev.skerry.domains;

import dev.skerry.api.Json;
import dev.skerry.api.values.CertificateId;
import dev.skerry.api.values.CertificateRef;
import dev.skerry.api.values.Name;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/// SQL of certificates. Chain and key are stored encrypted, for exactly their row.
final class CertificateStore {
    private static final String ALL = """
            SELECT id, organization_id, name, pem, hosts, issuer, not_before, not_after, fingerprint, created_at
            FROM certificates
            """;
    private static final String SELECT = ALL + " WHERE organization_id = :organization ";

    /// @param pem chain and key
    record Stored(Certificate certificate, Secret pem) {}

    void create(Transaction transaction, Certificate certificate, Secret pem, Vault vault) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO certificates (id, organization_id, name, pem, hosts, issuer, not_before, not_after,
                            fingerprint, created_at)
                        VALUES (:id, :organization, :name, :pem, :hosts::jsonb, :issuer, :notBefore, :notAfter,
                            :fingerprint, :created)
                        """)
                .bind("id", certificate.id().value())
                .bind("organization", certificate.organization().value())
                .bind("name", certificate.name().value())
                .bind("pem", vault.encrypt(pem, place(certificate)))
                .bind("hosts", Json.MAPPER.writeValueAsString(certificate.hosts()))
                .bind("issuer", certificate.issuer())
                .bind("notBefore", certificate.notBefore())
                .bind("notAfter", certificate.notAfter())
                .bind("fingerprint", certificate.fingerprint())
                .bind("created", certificate.createdAt())
                .execute();
    }

    /// By name.
    List<Certificate> list(Handle handle, OrganizationId organization) {
        return handle.createQuery(SELECT + " ORDER BY name")
                .bind("organization", organization.value())
                .map((row, context) -> certificate(row))
                .list();
    }

    Optional<Certificate> find(Handle handle, OrganizationId organization, CertificateRef reference) {
        return handle.createQuery(SELECT + " AND (id::text = :reference OR name = :reference) ORDER BY id LIMIT 1")
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .map((row, context) -> certificate(row))
                .findOne();
    }

    void remove(Transaction transaction, Certificate certificate) {
        transaction
                .handle()
                .createUpdate("DELETE FROM certificates WHERE organization_id = :organization AND id = :id")
                .bind("organization", certificate.organization().value())
                .bind("id", certificate.id().value())
                .execute();
    }

    /// Those of every organization: for the edge, which serves them all.
    List<Stored> everybodys(Handle handle, Vault vault) {
        return handle.createQuery(ALL + " ORDER BY id")
                .map((row, context) -> {
                    var certificate = certificate(row);
                    return new Stored(certificate, vault.decrypt(row.getBytes("pem"), place(certificate)));
                })
                .list();
    }

    private static String place(Certificate certificate) {
        return "certificates/" + certificate.id();
    }

    private static Certificate certificate(ResultSet row) throws SQLException {
        return new Certificate(
                new CertificateId(Rows.id(row, "id")),
                new OrganizationId(Rows.id(row, "organization_id")),
                new Name(row.getString("name")),
                Json.MAPPER.readValue(row.getString("hosts"), new TypeReference<List<String>>() {}),
                row.getString("issuer"),
                Rows.instant(row, "not_before"),
                Rows.instant(row, "not_after"),
                row.getString("fingerprint"),
                Rows.instant(row, "created_at"));
    }
}
