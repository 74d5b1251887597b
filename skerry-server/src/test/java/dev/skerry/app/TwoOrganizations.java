package dev.skerry.app;

import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Role;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.CertificateRows;
import dev.skerry.api.catalogue.CredentialRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.DomainRows;
import dev.skerry.api.catalogue.OrganizationRows;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.CertificateRef;
import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.InvitationId;
import dev.skerry.api.values.MemberId;
import dev.skerry.api.values.OrganizationRef;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.RunId;
import dev.skerry.api.values.SessionId;
import dev.skerry.api.values.TokenId;
import dev.skerry.crypto.Passwords;
import dev.skerry.crypto.Tokens;
import dev.skerry.db.Database;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Two organizations on one installation, the first of which owns it, and things in each, made as they are asked for.
final class TwoOrganizations {
    private static final Set<Class<?>> NO_THINGS = Set.of(GitRef.class, CommitId.class);

    /// Of the password every sample input holds.
    private static final String PASSWORD_HASH = Passwords.hash(new Secret(Password.FORMAT.example()));

    private final Map<Class<?>, BiFunction<Organization, Role, Thing>> makers = Map.ofEntries(
            entry(ProjectRef.class, (organization, _) -> project(organization)),
            entry(EnvironmentRef.class, (organization, _) -> environment(organization)),
            entry(ApplicationRef.class, (organization, _) -> application(organization)),
            entry(DomainRef.class, (organization, _) -> domain(organization)),
            entry(CertificateRef.class, (organization, _) -> certificate(organization)),
            entry(DeploymentId.class, (organization, _) -> deployment(organization)),
            entry(RunId.class, (organization, _) -> run(organization)),
            entry(CredentialRef.class, (organization, _) -> gitCredential(organization)),
            entry(InvitationId.class, (organization, _) -> invitation(organization)),
            entry(
                    MemberId.class,
                    (organization, _) ->
                            Thing.of(member(organization, Role.VIEWER).toString())),
            entry(
                    OrganizationRef.class,
                    (organization, _) ->
                            Thing.of(organization.name(), organization.id().toString())),
            entry(TokenId.class, (organization, owner) -> credentialOf(organization, owner, "TOKEN")),
            entry(SessionId.class, (organization, owner) -> credentialOf(organization, owner, "SESSION")));

    private final WholeServer server;
    private final Database database;
    private final AtomicInteger names = new AtomicInteger();
    private final Map<String, UUID> accounts = new HashMap<>();
    final Organization own;
    final Organization foreign;

    /// @param name in references by name
    record Organization(UUID id, String name) {}

    /// A thing of an organization: each text by which it can be meant.
    record Thing(List<String> references) {
        static Thing of(String... references) {
            return new Thing(List.of(references));
        }
    }

    TwoOrganizations(WholeServer server, Database database) {
        this.server = server;
        this.database = database;
        this.own = organization("default", true);
        this.foreign = organization("acme", false);
    }

    /// A fresh token of a member of that role.
    String token(Organization organization, Role role) {
        var account = accounts.computeIfAbsent(organization.name() + role, _ -> member(organization, role));
        return credential(organization, account, "TOKEN").secret();
    }

    /// A thing of the type a reference or id is of; nothing where a type is none. A new kind of id needs a place here,
    /// or the
    /// tests of the catalogue would pass over it.
    ///
    /// @param owner whose sessions and tokens those are that belong to an account
    Optional<Thing> thing(Class<?> type, Organization organization, Role owner) {
        var maker = makers.get(type);
        if (maker == null && type.getSimpleName().matches(".*(Ref|Id)") && !NO_THINGS.contains(type)) {
            throw new AssertionError("The tests of the catalogue cannot make a thing for " + type + ": tell them how");
        }
        return Optional.ofNullable(maker).map(known -> known.apply(organization, owner));
    }

    private static Map.Entry<Class<?>, BiFunction<Organization, Role, Thing>> entry(
            Class<?> type, BiFunction<Organization, Role, Thing> maker) {
        return Map.entry(type, maker);
    }

    private Thing project(Organization organization) {
        var made = make(
                organization, ProjectRows.CREATE, Json.MAPPER.createObjectNode().put("name", name()));
        return Thing.of(made.path("name").asString(), made.path("id").asString());
    }

    private Thing environment(Organization organization) {
        var project = project(organization).references().getFirst();
        var name = name();
        var made = make(
                organization,
                ProjectRows.CREATE_ENVIRONMENT,
                Json.MAPPER.createObjectNode().put("project", project).put("name", name));
        return Thing.of(project + "." + name, name, made.path("id").asString());
    }

    private Thing application(Organization organization) {
        var environment = environment(organization).references().getFirst();
        var input = Json.MAPPER.createObjectNode().put("name", name()).put("environment", environment);
        input.putObject("source").put("type", "image").put("image", "registry.test/nothing:1");
        var made = make(organization, ApplicationRows.CREATE, input);
        return Thing.of(
                made.path("ref").asString(),
                made.path("name").asString(),
                made.path("id").asString());
    }

    private Thing domain(Organization organization) {
        var application = application(organization).references().getFirst();
        var host = name() + ".example.org";
        var made = make(
                organization,
                DomainRows.ADD,
                Json.MAPPER.createObjectNode().put("application", application).put("host", host));
        return Thing.of(host, made.path("id").asString());
    }

    private Thing certificate(Organization organization) {
        var pem = TestCertificate.make();
        var name = name();
        var input = Json.MAPPER.createObjectNode().put("name", name).put("chain", pem.chain());
        var made = make(organization, CertificateRows.ADD, input.put("key", pem.key()));
        return Thing.of(name, made.path("id").asString());
    }

    /// One that has failed, as its image is nowhere.
    private Thing deployment(Organization organization) {
        var application = application(organization).references().getFirst();
        var input = Json.MAPPER.createObjectNode();
        var id = make(organization, DeploymentRows.DEPLOY, input.put("application", application))
                .path("id")
                .asString();
        awaitDeployments();
        return Thing.of(id);
    }

    /// One that has ended.
    private Thing run(Organization organization) {
        var application = UUID.fromString(application(organization).references().getLast());
        var account = accounts.computeIfAbsent(organization.name() + Role.OWNER, _ -> member(organization, Role.OWNER));
        var release = UUID.randomUUID();
        var run = UUID.randomUUID();
        database.useTransaction(transaction -> {
            var handle = transaction.handle();
            handle.execute(
                    "INSERT INTO releases (id, organization_id, application_id, version, image, specification,"
                            + " environment, files, created_at) VALUES (?, ?, ?, 1, 'none', '{}', '', '', now())",
                    release,
                    organization.id(),
                    application);
            handle.execute(
                    "INSERT INTO runs (id, organization_id, application_id, release_id, environment_id, command,"
                            + " timeout_seconds, memory_bytes, status, created_by, created_at, finished_at)"
                            + " SELECT ?, organization_id, id, ?, environment_id, '{true}', 1, 1, 'success', ?, now(),"
                            + " now() FROM applications WHERE id = ?",
                    run,
                    release,
                    account,
                    application);
        });
        return Thing.of(run.toString());
    }

    private Thing gitCredential(Organization organization) {
        var name = name();
        var input = Json.MAPPER.createObjectNode().put("name", name).put("host", "git.example.org");
        input.putObject("login").put("type", "https").put("token", "a-token"); // as the sample repository wants it
        var made = make(organization, CredentialRows.CREATE, input);
        return Thing.of(name, made.path("id").asString());
    }

    /// Until nothing is done in the background any more.
    void awaitDeployments() {
        var deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (database.read(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM scheduled_tasks WHERE task_instance <> 'recurring')")
                .mapTo(Boolean.class)
                .one())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the deployments did not end");
            }
            Cancellation.never().sleep(Duration.ofMillis(5));
        }
    }

    private Thing invitation(Organization organization) {
        var input = Json.MAPPER.createObjectNode();
        var made = make(
                organization,
                OrganizationRows.ADD_MEMBER,
                input.put("email", email()).put("role", "VIEWER"));
        return Thing.of(made.path("id").asString());
    }

    private Thing credentialOf(Organization organization, Role role, String kind) {
        var account = accounts.computeIfAbsent(organization.name() + role, _ -> member(organization, role));
        return Thing.of(credential(organization, account, kind).id().toString());
    }

    private JsonNode make(Organization organization, Operation<?, ?> operation, ObjectNode input) {
        var answer = server.call(operation, input, token(organization, Role.OWNER));
        if (answer.status() != operation.status()) {
            throw new AssertionError("%s: %s".formatted(operation.name(), answer));
        }
        return answer.json();
    }

    private Organization organization(String name, boolean ownsInstallation) {
        var id = UUID.randomUUID();
        database.useTransaction(transaction -> transaction
                .handle()
                .execute(
                        "INSERT INTO organizations (id, name, owns_installation, created_at) VALUES (?, ?, ?, now())",
                        id,
                        name,
                        ownsInstallation));
        return new Organization(id, name);
    }

    private UUID member(Organization organization, Role role) {
        var id = UUID.randomUUID();
        database.useTransaction(transaction -> {
            var handle = transaction.handle();
            handle.execute(
                    "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, ?, ?, now())",
                    id,
                    email(),
                    PASSWORD_HASH);
            handle.execute(
                    "INSERT INTO memberships (organization_id, account_id, role, created_at) VALUES (?, ?, ?, now())",
                    organization.id(),
                    id,
                    role.name());
        });
        return id;
    }

    private record Made(UUID id, String secret) {}

    private Made credential(Organization organization, UUID account, String kind) {
        var secret = Tokens.random("test_");
        var id = UUID.randomUUID();
        database.useTransaction(transaction -> transaction
                .handle()
                .execute(
                        "INSERT INTO credentials (id, organization_id, account_id, kind, name, secret_hash, created_at,"
                                + " expires_at, last_used_at) VALUES (?, ?, ?, ?, 'test', ?, now(), ?, now())",
                        id,
                        organization.id(),
                        account,
                        kind,
                        Tokens.hash(secret),
                        Instant.now().plus(Duration.ofHours(1))));
        return new Made(id, secret.reveal());
    }

    private String name() {
        return "n" + names.incrementAndGet();
    }

    private String email() {
        return "p%d@example.org".formatted(names.incrementAndGet());
    }
}
