package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.sources.CreateCredential;
import dev.skerry.api.sources.CredentialInput;
import dev.skerry.api.sources.CredentialView;
import dev.skerry.api.sources.PinHostKeys;

/// What logs in to private repositories.
public final class CredentialRows {
    public static final Operation<CreateCredential, CredentialView> CREATE = operation(
                    "credentials.create", Permission.CREDENTIAL_CREATE, Scope.ORGANIZATION, Effect.WRITE)
            .post("/api/credentials")
            .creates()
            .takes(CreateCredential.class, Output.one(CredentialView.class))
            .says("Stores a deploy key or token for the repositories of a host", "credentials create", "name");

    public static final Operation<NoInput, Page<CredentialView>> LIST = operation(
                    "credentials.list", Permission.CREDENTIAL_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/credentials")
            .takes(NoInput.class, Output.page(CredentialView.class))
            .says("Lists credentials by name, never their secrets", "credentials list");

    public static final Operation<CredentialInput, CredentialView> GET = operation(
                    "credentials.get", Permission.CREDENTIAL_READ, Scope.CREDENTIAL, Effect.READ)
            .get("/api/credentials/{credential}")
            .takes(CredentialInput.class, Output.one(CredentialView.class))
            .says("Shows a credential, its public key and the host's keys", "credentials get", "credential");

    public static final Operation<PinHostKeys, CredentialView> PIN = operation(
                    "credentials.pin", Permission.CREDENTIAL_UPDATE, Scope.CREDENTIAL, Effect.WRITE)
            .put("/api/credentials/{credential}/host-keys")
            .takes(PinHostKeys.class, Output.one(CredentialView.class))
            .says("Sets the keys the host may present, or trusts its next one", "credentials pin", "credential");

    public static final Operation<CredentialInput, Output.Nothing> DELETE = operation(
                    "credentials.delete", Permission.CREDENTIAL_DELETE, Scope.CREDENTIAL, Effect.DESTROY)
            .delete("/api/credentials/{credential}")
            .takes(CredentialInput.class, Output.none())
            .says("Deletes a credential no application uses", "credentials delete", "credential");

    private CredentialRows() {}
}
