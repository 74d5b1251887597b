package dev.skerry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Permission;
import dev.skerry.api.Problem;
import dev.skerry.api.Role;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.app.WholeServer.Answer;
import dev.skerry.db.TestDatabase;
import dev.skerry.operations.InputPlaces;
import dev.skerry.operations.InputPlaces.Kind;
import dev.skerry.operations.InputPlaces.Place;
import dev.skerry.operations.SampleInput;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Nothing hostile gets through: every place of every operation's input is given what does not belong there. It is
/// refused
/// with the place named, and nothing is stored or done. What a free text takes, it gives back as it was.
class HostileInputTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MEGABYTE = 1_000_000;

    /// As much as fits into a request line.
    private static final int LONG = 4_000;

    private static final List<String> TEXTS = List.of(
            "$(touch /tmp/owned)",
            "`id`",
            "a; rm -rf /",
            "a && id || id | id > /etc/passwd",
            "'; DROP TABLE accounts; --",
            "%s%n%x",
            "${jndi:ldap://evil.test/a}",
            "-",
            "--privileged",
            "-o ProxyCommand=id",
            "../../etc/passwd",
            "..%2f..%2fetc",
            "/etc/passwd",
            "C:\\Windows",
            "a\r\nSet-Cookie: b",
            "a\nb",
            "a\u0000b",
            "\u001b[2Jx",
            "p\u0430ypal",
            "a\u202eb",
            "\ufeffa",
            "A\u0300\u0301",
            "\ud83d\ude00",
            "<script>alert(1)</script>",
            "{{7*7}}",
            "NULL",
            " a ");

    private static final List<String> NUMBERS = List.of("-1", "99999999999", "1e400", "1.5", "abc", "0x10", "--1");

    @TempDir
    private static Path state;

    private static WholeServer server;
    private static TwoOrganizations organizations;
    private static final Map<Class<?>, String> GIVEN = new HashMap<>(Map.of(Role.class, Role.VIEWER.name()));

    @BeforeAll
    static void start() {
        server = new WholeServer(state, DATABASE.get());
        organizations = new TwoOrganizations(server, DATABASE.get());
        var bare = new InputPlaces(new SampleInput(Map.of()));
        Catalogue.all().stream()
                .flatMap(operation -> bare.of(operation.input()).stream())
                .map(Place::type)
                .distinct()
                .forEach(type -> organizations
                        .thing(type, organizations.own, Role.OWNER)
                        .ifPresent(thing -> GIVEN.put(type, thing.references().getLast())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatDoesNotBelongInAPlaceAndNamesIt() {
        assertThat(Catalogue.all()).hasSizeGreaterThan(20);
        return Catalogue.all().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    for (var place : new InputPlaces(new SampleInput(GIVEN)).of(operation.input())) {
                        tryAll(operation, place);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesABodyThatIsNoJsonObjectOfItsInput() {
        return Catalogue.all().stream()
                .filter(Operation::hasInputInBody)
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    var token = organizations.token(organizations.own, Role.OWNER);
                    var before = counts();
                    var path = path(operation);
                    for (var body : bodies()) {
                        var answer = server.send(operation, path, BodyPublishers.ofByteArray(body), token);
                        assertRefused(operation, answer, "a body");
                    }
                    assertThat(counts()).isEqualTo(before);
                }));
    }

    private static void tryAll(Operation<?, ?> operation, Place place) {
        var token = organizations.token(organizations.own, Role.OWNER);
        var before = counts();
        var deeds = server.deeds();
        for (var payload : payloads(operation, place)) {
            var input = place.with(payload);
            var says = "%s of %s: %.80s".formatted(place.pointer(), operation.name(), payload);
            if (mayBelong(place) && place.accepts(payload)) {
                assertTaken(operation, place, payload, server.call(operation, input, token), says);
                organizations.awaitDeployments();
                token = organizations.token(organizations.own, Role.OWNER);
                before = counts();
                deeds = server.deeds();
            } else {
                var answer = server.call(operation, input, token);
                assertRefused(operation, answer, says);
                assertNames(place, answer, says);
            }
        }
        assertThat(counts()).as(place.pointer()).isEqualTo(before);
        assertThat(server.deeds()).as(place.pointer()).isEqualTo(deeds);
    }

    /// Of strangers little is read at all.
    private static void assertRefused(Operation<?, ?> operation, Answer answer, String says) {
        var problem = Json.MAPPER.readValue(answer.text(), Problem.class);
        var isUnread = operation.permission() == Permission.ANYONE && answer.status() == 413;
        assertThat(answer.status()).as("%s: %s", says, answer.text()).isEqualTo(isUnread ? 413 : 400);
        assertThat(problem.code()).as("%s", says).isEqualTo(isUnread ? "too-large" : "invalid-input");
        assertThat(problem.detail()).as("%s", says).doesNotContain("java.", "tools.jackson", "dev.skerry");
    }

    /// Jetty refuses an ambiguous path before anybody knows what its parts are.
    private static void assertNames(Place place, Answer answer, String says) {
        var problem = Json.MAPPER.readValue(answer.text(), Problem.class);
        if (problem.errors() == null) {
            assertThat(problem.detail())
                    .as("%s", says)
                    .matches("(?s)The request is refused.*|The body is not JSON.*|The body is larger than.*");
            return;
        }
        var pointer = problem.errors().getFirst().pointer();
        assertThat(pointer.startsWith(place.pointer()) || place.pointer().startsWith(pointer))
                .as("%s, but %s was named", says, pointer)
                .isTrue();
    }

    /// The type of the place says that this may stand there, so it is no attack: it does no harm, and is given back as
    /// it
    /// was.
    private static void assertTaken(
            Operation<?, ?> operation, Place place, JsonNode payload, Answer answer, String says) {
        assertThat(answer.status()).as("%s: %s", says, answer.text()).isLessThan(500);
        var given = answer.json().at(place.pointer());
        if (answer.status() == operation.status() && given.isString() && !GIVEN.containsKey(place.type())) {
            assertThat(given).as("%s", says).isEqualTo(payload);
        }
    }

    private static boolean mayBelong(Place place) {
        return place.kind() == Kind.TEXT || place.kind() == Kind.KEY || place.kind() == Kind.NUMBER;
    }

    private static List<JsonNode> payloads(Operation<?, ?> operation, Place place) {
        var isInBody = operation.hasInputInBody() && !operation.path().contains("{" + place.field() + "}");
        var payloads = new ArrayList<JsonNode>();
        switch (place.kind()) {
            case TEXT, KEY, CHOICE -> {
                TEXTS.forEach(text -> payloads.add(NODES.stringNode(text)));
                payloads.add(NODES.stringNode("x".repeat(isInBody ? MEGABYTE : LONG)));
            }
            case NUMBER -> NUMBERS.forEach(text -> payloads.add(NODES.stringNode(text)));
            case FLAG -> payloads.add(NODES.stringNode("maybe"));
            case CONTAINER -> payloads.add(NODES.stringNode("a"));
        }
        if (isInBody && place.kind() != Kind.KEY) {
            payloads.addAll(wrongTypes(place.kind()));
        }
        return payloads;
    }

    private static List<JsonNode> wrongTypes(Kind kind) {
        var deep = NODES.objectNode();
        for (var level = 0; level < 40; level++) {
            deep = NODES.objectNode().set("a", deep);
        }
        var wrong = new ArrayList<JsonNode>(List.of(
                deep,
                NODES.arrayNode().add(NODES.arrayNode()),
                NODES.objectNode().put("a\u0000", 1)));
        if (kind != Kind.FLAG) {
            wrong.add(NODES.booleanNode(true));
        }
        wrong.add(NODES.numberNode(1.5));
        wrong.add(NODES.numberNode(-99_999_999_999L));
        if (kind != Kind.NUMBER) {
            wrong.add(NODES.numberNode(1));
        }
        return wrong;
    }

    private static List<byte[]> bodies() {
        var texts = Stream.of(
                "[]",
                "1",
                "\"a\"",
                "null",
                "{",
                "{}}",
                "{} {}",
                "{\"a\": NaN}",
                "{'a': 1}",
                "{\"a\": 1, /* b */ \"b\": 2}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1e999999999}",
                "{\"a\": " + "9".repeat(100_000) + "}",
                "{\"" + "k".repeat(200_000) + "\": 1}",
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "[".repeat(10_000) + "]".repeat(10_000),
                "{\"__proto__\": {\"a\": 1}}",
                "{\"@class\": \"java.lang.Runtime\"}");
        var bodies = new ArrayList<>(
                texts.map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
        bodies.add(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});
        bodies.add(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'});
        bodies.add("{\"a\": 1}".getBytes(StandardCharsets.UTF_16));
        return bodies;
    }

    private static String path(Operation<?, ?> operation) {
        var input = new SampleInput(GIVEN).of(operation.input());
        var path = operation.path();
        for (var name : input.propertyNames()) {
            path = path.replace("{" + name + "}", input.path(name).asString(""));
        }
        return path;
    }

    /// How many rows each table has. Tokens of the tests' own come and go.
    private static Map<String, Long> counts() {
        return DATABASE.get().read(handle -> {
            var counts = new TreeMap<String, Long>();
            for (var table : handle.createQuery(
                            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                    .mapTo(String.class)
                    .list()) {
                var own = table.equals("credentials") ? " WHERE name <> 'test'" : "";
                counts.put(
                        table,
                        handle.createQuery("SELECT count(*) FROM \"" + table + "\"" + own)
                                .mapTo(Long.class)
                                .one());
            }
            return counts;
        });
    }
}
