package dev.skerry.secrets;

import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.projects.EnvironmentInput;
import dev.skerry.api.projects.LoadEnvironmentVariables;
import dev.skerry.api.projects.LoadProjectVariables;
import dev.skerry.api.projects.ProjectInput;
import dev.skerry.api.projects.SetEnvironmentVariables;
import dev.skerry.api.projects.SetProjectVariables;
import dev.skerry.api.projects.UnsetEnvironmentVariable;
import dev.skerry.api.projects.UnsetProjectVariable;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.projects.Environment;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Lineage.Owner;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Shows and changes the variables of projects and environments.
final class VariableService {
    private final Database database;
    private final Projects projects;
    private final Variables variables;

    VariableService(Database database, Projects projects, Variables variables) {
        this.database = database;
        this.projects = projects;
        this.variables = variables;
    }

    Page<VariableView> listOfProject(Actor actor, ProjectInput input) {
        return database.read(
                handle -> variables.list(handle, actor, project(handle, actor.organization(), input.project())));
    }

    Page<VariableView> setOfProject(Actor actor, SetProjectVariables input) {
        return change(
                actor,
                transaction -> project(transaction.handle(), actor.organization(), input.project()),
                (transaction, lineage) -> variables.set(transaction, lineage, input.variables(), input.plain()));
    }

    Page<VariableView> loadOfProject(Actor actor, LoadProjectVariables input) {
        return change(
                actor,
                transaction -> project(transaction.handle(), actor.organization(), input.project()),
                (transaction, lineage) -> variables.load(transaction, lineage, input.dotenv(), input.plain()));
    }

    Nothing unsetOfProject(Actor actor, UnsetProjectVariable input) {
        return unset(transaction -> variables.unset(
                transaction, project(transaction.handle(), actor.organization(), input.project()), input.name()));
    }

    Page<VariableView> listOfEnvironment(Actor actor, EnvironmentInput input) {
        return database.inTransaction(transaction -> variables.list(
                transaction.handle(), actor, environment(transaction, actor.organization(), input.environment())));
    }

    Page<VariableView> setOfEnvironment(Actor actor, SetEnvironmentVariables input) {
        return change(
                actor,
                transaction -> environment(transaction, actor.organization(), input.environment()),
                (transaction, lineage) -> variables.set(transaction, lineage, input.variables(), input.plain()));
    }

    Page<VariableView> loadOfEnvironment(Actor actor, LoadEnvironmentVariables input) {
        return change(
                actor,
                transaction -> environment(transaction, actor.organization(), input.environment()),
                (transaction, lineage) -> variables.load(transaction, lineage, input.dotenv(), input.plain()));
    }

    Nothing unsetOfEnvironment(Actor actor, UnsetEnvironmentVariable input) {
        return unset(transaction -> variables.unset(
                transaction, environment(transaction, actor.organization(), input.environment()), input.name()));
    }

    /// What changes variables of the lineage.
    private interface Change {
        void make(Transaction transaction, Lineage lineage);
    }

    private Page<VariableView> change(Actor actor, Function<Transaction, Lineage> find, Change change) {
        return database.inTransaction(transaction -> {
            var lineage = find.apply(transaction);
            change.make(transaction, lineage);
            return variables.list(transaction.handle(), actor, lineage);
        });
    }

    private Nothing unset(Consumer<Transaction> work) {
        database.useTransaction(work);
        return Nothing.NOTHING;
    }

    private Lineage project(Handle handle, OrganizationId organization, ProjectRef reference) {
        var project = projects.project(handle, organization, reference);
        return Lineage.of(organization, new Owner(project.id(), project.name().value()));
    }

    private Lineage environment(Transaction transaction, OrganizationId organization, EnvironmentRef reference) {
        return lineage(organization, projects.resolve(transaction, organization, reference));
    }

    static Lineage lineage(OrganizationId organization, Environment environment) {
        var project = environment.projectName();
        return Lineage.of(organization, new Owner(environment.project(), project.value()))
                .with(Level.ENVIRONMENT, new Owner(environment.id(), "%s.%s".formatted(project, environment.name())));
    }
}
