package dev.skerry.secrets;

import dev.skerry.api.applications.VariableView;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The door of this feature: the variables of an owner, which is a project, environment or application.
public final class Variables {
    private final Vault vault;
    private final InstantSource clock;
    private final VariableStore store = new VariableStore();

    public Variables(Vault vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
    }

    public List<VariableView> list(Handle handle, OrganizationId organization, UUID owner) {
        return store.list(handle, organization, owner);
    }

    public void set(
            Transaction transaction,
            OrganizationId organization,
            UUID owner,
            Map<VariableName, VariableValue> variables) {
        variables.forEach((name, value) -> store.set(
                transaction,
                organization,
                owner,
                name.value(),
                vault.encrypt(new Secret(value.value()), place(owner, name.value())),
                clock.instant()));
    }

    public void unset(Transaction transaction, OrganizationId organization, UUID owner, VariableName name) {
        if (!store.unset(transaction, organization, owner, name)) {
            throw SkerryException.notFound("variable", name);
        }
    }

    /// The values, for a process that is about to start.
    public Map<String, Secret> values(Handle handle, OrganizationId organization, UUID owner) {
        var values = new LinkedHashMap<String, Secret>();
        store.values(handle, organization, owner)
                .forEach((name, value) -> values.put(name, vault.decrypt(value, place(owner, name))));
        return values;
    }

    private static String place(UUID owner, String name) {
        return "variables/%s/%s".formatted(owner, name);
    }
}
