package dev.skerry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Problem;
import dev.skerry.api.Role;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DomainRows;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.catalogue.RuntimeRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.app.TwoOrganizations.Organization;
import dev.skerry.app.WholeServer.Answer;
import dev.skerry.db.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is set can be taken back, and nothing can be set without a bound.
class ChangesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private static Path state;

    private static WholeServer server;
    private static TwoOrganizations organizations;
    private static String owner;

    @BeforeAll
    static void start() {
        server = new WholeServer(state, DATABASE.get());
        organizations = new TwoOrganizations(server, DATABASE.get());
        owner = organizations.token(organizations.own, Role.OWNER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void takesTheBoundsOfAProcessBackOneByOne() {
        var application = application(organizations.own);
        var bounds = json("{'memoryLimit': '64m', 'memoryReservation': '32m', 'cpuLimit': '0.5', 'stopGrace': 5}");
        processes(application, bounds);

        var without = processes(application, json("{'memoryLimit': null, 'cpuLimit': null}"));

        assertThat(without).isEqualTo(json("{'memoryReservation': '32m', 'stopGrace': 5}"));
        assertThat(processes(application, json("{'stopGrace': 6}")))
                .isEqualTo(json("{'memoryReservation': '32m', 'stopGrace': 6}"));
    }

    @Test
    void takesBackWhatADomainDoes() {
        var domain = reference(DomainRef.class, organizations.own);
        var set = json(
                "{'redirect': {'location': 'https://example.org/'}, 'path': '/old', 'https': true, 'users': {'ann': 'a long password'}}");
        var redirecting = done(DomainRows.UPDATE, set.put("domain", domain));
        assertThat(redirecting.has("redirect")).isTrue();

        var plain = done(
                DomainRows.UPDATE,
                json("{'redirect': null, 'path': null, 'https': null, 'users': null, 'port': 9000}")
                        .put("domain", domain));
        assertThat(plain.has("redirect")).isFalse();
        assertThat(plain.path("path").asString()).isEqualTo("/");
        assertThat(plain.path("https").asBoolean()).isFalse();
        assertThat(plain.path("users")).isEmpty();
        assertThat(plain.path("port").asInt()).isEqualTo(9000);

        var bare = done(DomainRows.UPDATE, json("{'port': null}").put("domain", domain));
        assertThat(bare.has("port")).isFalse();
    }

    @Test
    void takesBackHowAnApplicationIsCheckedAndBuilt() {
        var application = application(organizations.own);
        var set = json(
                "{'port': 9000, 'watch': 7, 'drainTimeout': 3600, 'keepReleases': 4, 'strategy': 'RECREATE', 'build': {'target': 'final'}}");
        set.set(
                "healthCheck",
                json(
                        "{'type': 'http', 'path': '/health', 'timing': {'startPeriod': 60, 'interval': 5, 'timeout': 2, 'retries': 3}}"));
        var changed = done(ApplicationRows.UPDATE, set.put("application", application));
        assertThat(changed.path("drainTimeout").asInt()).isEqualTo(3600);
        assertThat(changed.path("keepReleases").asInt()).isEqualTo(4);

        var view = done(
                ApplicationRows.UPDATE,
                json("{'port': null, 'watch': null, 'drainTimeout': null, 'keepReleases': null, 'strategy': null, 'build': null, 'healthCheck': null}")
                        .put("application", application));

        assertThat(view.path("port").asInt()).isEqualTo(8080);
        assertThat(view.path("watch").asInt()).isEqualTo(30);
        assertThat(view.path("drainTimeout").asInt()).isEqualTo(300);
        assertThat(view.has("keepReleases")).isFalse();
        assertThat(view.path("strategy").asString()).isEqualTo("OVERLAP");
        assertThat(view.path("build").has("target")).isFalse();
        assertThat(view.path("healthCheck").path("type").asString()).isEqualTo("tcp");
    }

    @Test
    void takesADescriptionBackAndRefusesToTakeBackAName() {
        var project = organizations
                .thing(ProjectRef.class, organizations.own, Role.OWNER)
                .orElseThrow()
                .references()
                .getLast();
        done(ProjectRows.UPDATE, json("{'description': 'Sells'}").put("project", project));

        var view = done(ProjectRows.UPDATE, json("{'description': null}").put("project", project));

        assertThat(view.has("description")).isFalse();
        refused(400, "/name", call(ProjectRows.UPDATE, json("{'name': null}").put("project", project)));
    }

    @Test
    void givesAPublishedPortToOneApplicationOnly() {
        var first = application(organizations.own);
        var other = application(organizations.foreign);
        var stranger = organizations.token(organizations.foreign, Role.OWNER);
        var port = json("{'published': 25432, 'target': 80}");
        done(RuntimeRows.SET_PORT, port.deepCopy().put("application", first));
        done(RuntimeRows.SET_PORT, port.deepCopy().put("application", first).put("target", 81));

        refused(
                409,
                "/published",
                server.call(RuntimeRows.SET_PORT, port.deepCopy().put("application", other), stranger));
        assertThat(server.call(
                                RuntimeRows.SET_PORT,
                                port.deepCopy().put("application", other).put("protocol", "UDP"),
                                stranger)
                        .status())
                .as("the same number for UDP")
                .isEqualTo(200);

        var deleted = json("{}").put("application", first);
        assertThat(call(ApplicationRows.DELETE, deleted).status()).isEqualTo(204);
        assertThat(server.call(RuntimeRows.SET_PORT, port.deepCopy().put("application", other), stranger)
                        .status())
                .isEqualTo(200);
        assertThat(call(ApplicationRows.RESTORE, deleted).text()).contains("Another application publishes port 25432");
    }

    @Test
    void keepsSkerrysOwnPortsAndPrivilegedOnes() {
        var application = application(organizations.own);
        var database = DATABASE.get()
                .read(handle -> handle.createQuery("SELECT inet_server_port()")
                        .mapTo(Integer.class)
                        .one());
        for (var number : new int[] {80, 443, 22, 2377, database}) {
            var port = json("{'target': 80}").put("published", Integer.toString(number));
            refused(400, "/published", call(RuntimeRows.SET_PORT, port.put("application", application)));
        }
    }

    @Test
    void boundsWhatIsListedAsAWhole() {
        var application = application(organizations.own);
        var variables = json("{}").put("application", application);
        for (var number = 0; number < 1_000; number++) {
            variables.withObjectProperty("variables").put("V" + number, "x");
        }
        assertThat(done(VariableRows.SET, variables).path("items")).hasSize(1_000);
        var more = json("{'variables': {'ONE_MORE': 'x'}}").put("application", application);
        assertThat(call(VariableRows.SET, more).status()).isEqualTo(422);
        assertThat(call(VariableRows.SET, more).text()).contains("1000 variables at most");

        var person = organizations.token(organizations.foreign, Role.DEVELOPER);
        Answer answer;
        var made = 0;
        do {
            answer = server.call(IdentityRows.CREATE_TOKEN, json("{'name': 'a token'}"), person);
            made++;
        } while (answer.status() == 201 && made < 300);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(made).as("beside the one that asks").isEqualTo(200);
    }

    private static JsonNode processes(String application, ObjectNode change) {
        return done(
                        RuntimeRows.SET_PROCESS,
                        change.put("application", application).put("process", "web"))
                .path("processes")
                .path("web");
    }

    private static String application(Organization organization) {
        return reference(ApplicationRef.class, organization);
    }

    private static String reference(Class<?> type, Organization organization) {
        return organizations
                .thing(type, organization, Role.OWNER)
                .orElseThrow()
                .references()
                .getLast();
    }

    private static JsonNode done(Operation<?, ?> operation, ObjectNode input) {
        var answer = call(operation, input);
        assertThat(answer.status()).as(answer.text()).isEqualTo(operation.status());
        return answer.json();
    }

    private static Answer call(Operation<?, ?> operation, ObjectNode input) {
        return server.call(operation, input, owner);
    }

    private static void refused(int status, String field, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(Json.MAPPER.readValue(answer.text(), Problem.class).errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactly(field);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
