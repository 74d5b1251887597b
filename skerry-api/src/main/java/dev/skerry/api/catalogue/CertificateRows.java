package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.domains.AddCertificate;
import dev.skerry.api.domains.CertificateInput;
import dev.skerry.api.domains.CertificateView;

/// Certificates that users bring. Each is shown for the domains of its organization that it names.
public final class CertificateRows {
    public static final Operation<AddCertificate, CertificateView> ADD = operation(
                    "certificates.add", Permission.CERTIFICATE_MANAGE, Scope.ORGANIZATION, Effect.WRITE)
            .post("/api/certificates")
            .creates()
            .takes(AddCertificate.class, Output.one(CertificateView.class))
            .says("Adds a TLS certificate and its private key", "certificates add", "name");

    public static final Operation<NoInput, Page<CertificateView>> LIST = operation(
                    "certificates.list", Permission.CERTIFICATE_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/certificates")
            .takes(NoInput.class, Output.page(CertificateView.class))
            .says("Lists certificates by name", "certificates list");

    public static final Operation<CertificateInput, CertificateView> GET = operation(
                    "certificates.get", Permission.CERTIFICATE_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/certificates/{certificate}")
            .takes(CertificateInput.class, Output.one(CertificateView.class))
            .says("Shows a certificate", "certificates get", "certificate");

    public static final Operation<CertificateInput, Output.Nothing> REMOVE = operation(
                    "certificates.remove", Permission.CERTIFICATE_MANAGE, Scope.ORGANIZATION, Effect.DESTROY)
            .delete("/api/certificates/{certificate}")
            .takes(CertificateInput.class, Output.none())
            .says(
                    "Takes a certificate away; its domains get another or the router's own",
                    "certificates remove",
                    "certificate");

    private CertificateRows() {}
}
