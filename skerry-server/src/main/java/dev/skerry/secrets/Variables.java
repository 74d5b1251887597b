package dev.skerry.secrets;

import static dev.skerry.operations.Binding.bind;

import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.values.Dotenv;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Lineage.Owner;
import dev.skerry.secrets.VariableStore.Setting;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The door of this feature: the variables of projects, environments and applications.
public final class Variables {
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final Projects projects;
    private final VariableService service;
    private final VariableStore store;

    public Variables(Database database, Vault vault, InstantSource clock, Projects projects) {
        this.clock = clock;
        this.projects = projects;
        this.store = new VariableStore(vault);
        this.service = new VariableService(database, projects, this);
    }

    /// Those of projects and environments; a later feature has those of applications.
    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(VariableRows.LIST_OF_ENVIRONMENT, service::listOfEnvironment),
                bind(VariableRows.SET_OF_ENVIRONMENT, service::setOfEnvironment),
                bind(VariableRows.LOAD_OF_ENVIRONMENT, service::loadOfEnvironment),
                bind(VariableRows.UNSET_OF_ENVIRONMENT, service::unsetOfEnvironment),
                bind(VariableRows.LIST_OF_PROJECT, service::listOfProject),
                bind(VariableRows.SET_OF_PROJECT, service::setOfProject),
                bind(VariableRows.LOAD_OF_PROJECT, service::loadOfProject),
                bind(VariableRows.UNSET_OF_PROJECT, service::unsetOfProject));
    }

    /// An application with what its values may refer to.
    public Lineage lineage(Handle handle, OrganizationId organization, UUID environment, Owner application) {
        return VariableService.lineage(organization, projects.environment(handle, organization, environment))
                .with(Level.APPLICATION, application);
    }

    /// By name. Plain values are shown to those who may change them.
    public Page<VariableView> list(Handle handle, Actor actor, Lineage lineage) {
        var mayRead = Permission.APPLICATION_UPDATE.roles().contains(actor.role());
        var rows = store.list(handle, lineage.organization(), lineage.owner().id());
        return Page.whole(rows.stream().map(row -> view(row, mayRead)).toList());
    }

    private static VariableView view(VariableStore.Row row, boolean mayRead) {
        var variable = row.variable();
        var shown = variable.plain() && mayRead ? variable.value().reveal() : null;
        return new VariableView(row.name(), variable.plain(), shown, row.changedAt());
    }

    /// @param plain whether the values may be shown; null for secret ones, and for what was chosen before
    /// @throws SkerryException INVALID_INPUT when a value refers to what is not there, or to itself
    public void set(
            Transaction transaction,
            Lineage lineage,
            Map<VariableName, VariableValue> variables,
            @Nullable Boolean plain) {
        write(transaction, lineage, variables, plain);
        requireResolvable(transaction.handle(), lineage, variables.keySet(), "/variables");
    }

    /// Sets what stands in the text of an `.env` file.
    public void load(Transaction transaction, Lineage lineage, Dotenv dotenv, @Nullable Boolean plain) {
        var variables = DotenvParser.parse(dotenv);
        write(transaction, lineage, variables, plain);
        requireResolvable(transaction.handle(), lineage, variables.keySet(), "/dotenv");
    }

    public void unset(Transaction transaction, Lineage lineage, VariableName name) {
        if (!store.unset(transaction, lineage.organization(), lineage.owner().id(), name)) {
            throw SkerryException.notFound("variable", name);
        }
    }

    /// Removes all of an owner that is gone for good.
    public void forget(Transaction transaction, OrganizationId organization, UUID owner) {
        store.forget(transaction, organization, owner);
    }

    /// The values of the one meant, for a process that is about to start. Those of the owners above it reach it by
    /// reference only.
    ///
    /// @throws SkerryException UNPROCESSABLE when a value refers to what is not there, or to itself
    public Configuration values(Handle handle, Lineage lineage) {
        var variables = all(handle, lineage);
        var resolver = new Resolver(lineage, variables);
        var values = new HashMap<String, Secret>();
        var plain = new HashSet<String>();
        for (var name : variables.getOrDefault(lineage.level(), Map.of()).keySet()) {
            var resolved = resolver.resolve(lineage.level(), name);
            values.put(name, new Secret(resolved.value()));
            if (resolved.plain()) {
                plain.add(name);
            }
        }
        return new Configuration(values, plain);
    }

    /// What nobody may see of the one meant and of all above it, resolved as far as that goes.
    public List<Secret> secrets(Handle handle, Lineage lineage) {
        var variables = all(handle, lineage);
        var resolver = new Resolver(lineage, variables);
        return variables.entrySet().stream()
                .flatMap(level -> level.getValue().entrySet().stream()
                        .map(entry -> reachable(resolver, level.getKey(), entry.getKey(), entry.getValue())))
                .filter(variable -> !variable.plain())
                .map(Variable::value)
                .toList();
    }

    private static Variable reachable(Resolver resolver, Level level, String name, Variable variable) {
        try {
            var resolved = resolver.resolve(level, name);
            return new Variable(new Secret(resolved.value()), resolved.plain());
        } catch (SkerryException e) {
            return variable; // as it was set: it cannot reach a process
        }
    }

    private void write(
            Transaction transaction,
            Lineage lineage,
            Map<VariableName, VariableValue> variables,
            @Nullable Boolean plain) {
        var owner = lineage.owner().id();
        var setting = new Setting(plain, clock.instant());
        variables.forEach((name, value) ->
                store.set(transaction, lineage.organization(), owner, name, new Secret(value.value()), setting));
        if (store.count(transaction.handle(), lineage.organization(), owner) > MOST) {
            throw SkerryException.tooMany("A project, environment or application has %d variables".formatted(MOST));
        }
    }

    private void requireResolvable(Handle handle, Lineage lineage, Collection<VariableName> names, String pointer) {
        var resolver = new Resolver(lineage, all(handle, lineage));
        for (var name : names) {
            try {
                resolver.resolve(lineage.level(), name.value());
            } catch (SkerryException e) {
                throw SkerryException.invalid(pointer, "%s: %s".formatted(pointer, e.getMessage()));
            }
        }
    }

    private Map<Level, Map<String, Variable>> all(Handle handle, Lineage lineage) {
        var all = new EnumMap<Level, Map<String, Variable>>(Level.class);
        lineage.owners()
                .forEach((level, owner) -> all.put(
                        level,
                        store.list(handle, lineage.organization(), owner.id()).stream()
                                .collect(Collectors.toMap(VariableStore.Row::name, VariableStore.Row::variable))));
        return all;
    }
}
