package dev.skerry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Permission;
import dev.skerry.api.Role;
import dev.skerry.api.Scope;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.values.CertificatePem;
import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.PrivateKeyPem;
import dev.skerry.app.TwoOrganizations.Organization;
import dev.skerry.app.TwoOrganizations.Thing;
import dev.skerry.app.WholeServer.Answer;
import dev.skerry.db.TestDatabase;
import dev.skerry.operations.InputPlaces;
import dev.skerry.operations.SampleInput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Who may do what: every operation of the catalogue, by every role and by nobody, on things of the caller's
/// organization
/// and of another one. What is right follows from the columns permission and scope alone.
class RoleMatrixTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /// To these a thing that is there does not exist.
    private static final Set<String> OF_WHAT_WAS_DELETED =
            Set.of("applications.restore", "projects.restore", "environments.restore");

    /// These ask the engine itself, and there is none here.
    private static final Set<String> NEEDS_DOCKER = Set.of("system.version", "system.status");

    private static final TestCertificate CERTIFICATE = TestCertificate.make();

    @TempDir
    private static Path state;

    private static WholeServer server;
    private static TwoOrganizations organizations;
    private static final Map<String, Optional<Thing>> KEPT = new HashMap<>();

    @BeforeAll
    static void start() {
        server = new WholeServer(state, DATABASE.get());
        organizations = new TwoOrganizations(server, DATABASE.get());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> asksWhoeverIsNotSignedInToDoSo() {
        return eachClosed(operation -> {
            for (var token : new String[] {null, "forged"}) {
                var answer = server.call(operation, input(operation, Map.of()), token);
                assertThat(answer.status()).as(answer.text()).isEqualTo(401);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> answersAnybodyWhereThePermissionSaysSo() {
        return Catalogue.all().stream()
                .filter(operation -> operation.permission() == Permission.ANYONE)
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    var answer = server.call(operation, input(operation, Map.of()), null);

                    assertThat(answer.status())
                            .as(answer.text())
                            .isLessThan(500)
                            .isNotIn(400, 404, 405);
                }));
    }

    @TestFactory
    Stream<DynamicTest> letsARoleDoWhatItsPermissionsSayInItsOwnOrganization() {
        return eachClosed(operation -> {
            for (var role : Role.values()) {
                var own = own(operation, role);
                var token = organizations.token(organizations.own, role);
                var answer = server.call(operation, input(operation, own), token);
                if (operation.permission().roles().contains(role)) {
                    assertWentThrough(operation, answer, own);
                } else {
                    assertThat(answer.status())
                            .as("%s: %s", role, answer.text())
                            .isEqualTo(403);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> keepsTheInstallationToTheOrganizationThatOwnsIt() {
        return Catalogue.all().stream()
                .filter(RoleMatrixTest::concernsTheInstallation)
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    var token = organizations.token(organizations.foreign, Role.OWNER);
                    var answer = server.call(operation, input(operation, Map.of()), token);

                    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                }));
    }

    @TestFactory
    Stream<DynamicTest> answersForAThingOfAnotherOrganizationAsForOneThatIsNotThere() {
        return eachClosed(operation -> {
            var tried = 0;
            for (var type : types(operation)) {
                var foreign = kept(type, organizations.foreign);
                tried += foreign.isPresent() ? 1 : 0;
                for (var reference : foreign.stream()
                        .flatMap(thing -> thing.references().stream())
                        .toList()) {
                    for (var role : operation.permission().roles()) {
                        assertLooksMissing(operation, type, reference, role);
                    }
                }
            }
            assertThat(tried).isGreaterThanOrEqualTo(isAboutAThing(operation.scope()) ? 1 : 0);
        });
    }

    private static void assertLooksMissing(Operation<?, ?> operation, Class<?> type, String reference, Role role) {
        var token = organizations.token(organizations.own, role);
        var given = own(operation, role);
        var missing = missing(reference);
        given.put(type, reference);
        var answer = server.call(operation, input(operation, given), token);
        given.put(type, missing);
        var other = server.call(operation, input(operation, given), token);

        assertThat(answer.status()).as("%s: %s", reference, answer.text()).isEqualTo(404);
        assertThat(answer.text().replace(reference, "REFERENCE"))
                .isEqualTo(other.text().replace(missing, "REFERENCE"));
    }

    /// It did what it is there for, or said why the state of things does not allow it.
    private static void assertWentThrough(Operation<?, ?> operation, Answer answer, Map<Class<?>, String> own) {
        if (NEEDS_DOCKER.contains(operation.name())) {
            assertThat(answer.status()).as("there is no Docker here").isEqualTo(503);
            return;
        }
        assertThat(answer.status()).as(answer.text()).isLessThan(500).isNotIn(400, 401, 403, 405);
        if (answer.status() == 404 && !OF_WHAT_WAS_DELETED.contains(operation.name())) {
            assertThat(answer.json().path("detail").asString()).doesNotContain(own.values());
        }
    }

    /// A text of the same shape that means nothing.
    private static String missing(String reference) {
        return reference.length() == 36 ? UUID.randomUUID().toString() : reference.replaceAll("[a-z]+(\\d*)", "gone$1");
    }

    private static boolean isAboutAThing(Scope scope) {
        return switch (scope) {
            case INSTALLATION, ACCOUNT, ORGANIZATION -> false;
            case PROJECT, ENVIRONMENT, APPLICATION, DOMAIN, DEPLOYMENT, RUN, CREDENTIAL -> true;
        };
    }

    private static boolean concernsTheInstallation(Operation<?, ?> operation) {
        return operation.scope() == Scope.INSTALLATION
                && operation.permission() != Permission.ANYONE
                && operation.permission() != Permission.SIGNED_IN;
    }

    /// The caller's own things, fresh ones where they are taken away.
    private static Map<Class<?>, String> own(Operation<?, ?> operation, Role role) {
        var given = new HashMap<Class<?>, String>();
        for (var type : types(operation)) {
            var thing = operation.effect() == Effect.DESTROY
                    ? organizations.thing(type, organizations.own, role)
                    : kept(type, organizations.own, role);
            thing.ifPresent(found -> given.put(type, found.references().getLast()));
        }
        return given;
    }

    private static Optional<Thing> kept(Class<?> type, Organization organization) {
        return kept(type, organization, Role.OWNER);
    }

    private static Optional<Thing> kept(Class<?> type, Organization organization, Role owner) {
        return KEPT.computeIfAbsent(
                type.getName() + organization.id() + owner, _ -> organizations.thing(type, organization, owner));
    }

    /// A credential in a source is a field of it: `CredentialsTest` shows how a foreign one is refused.
    private static List<? extends Class<?>> types(Operation<?, ?> operation) {
        return new InputPlaces(new SampleInput(Map.of()))
                .of(operation.input()).stream()
                        .map(InputPlaces.Place::type)
                        .filter(type -> type != CredentialRef.class || operation.scope() == Scope.CREDENTIAL)
                        .distinct()
                        .toList();
    }

    private static ObjectNode input(Operation<?, ?> operation, Map<Class<?>, String> given) {
        var all = new HashMap<>(given);
        all.put(Role.class, Role.VIEWER.name());
        all.put(CertificatePem.class, CERTIFICATE.chain());
        all.put(PrivateKeyPem.class, CERTIFICATE.key());
        return new SampleInput(all).required(operation.input());
    }

    private static Stream<DynamicTest> eachClosed(Consumer<Operation<?, ?>> check) {
        assertThat(Catalogue.all()).hasSizeGreaterThan(20);
        return Catalogue.all().stream()
                .filter(operation -> operation.permission() != Permission.ANYONE)
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> check.accept(operation)));
    }
}
