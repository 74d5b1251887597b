package dev.skerry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The layers, their order and their fences. docs/architecture.md says the same for people; this is what holds
/// it.
class ArchitectureTest {
    private static final JavaClasses SKERRY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/dev/skerry/api/") && !location.isJar())
            .importPackages("dev.skerry");

    private static final String KERNEL = "kernel";

    /// Each platform package and what it may import of the platform. No product nouns live here.
    private static final Map<String, Set<String>> PLATFORM = Map.of(
            "config", Set.of("untrusted"),
            "process", Set.of(),
            "untrusted", Set.of(),
            "crypto", Set.of(),
            "db", Set.of("config", "process"),
            "operations", Set.of(),
            "events", Set.of("db"),
            "jobs", Set.of("db"),
            "web", Set.of("operations", "config", "events"));

    /// Each adapter and what it may import: one external thing each. The router runs as a container.
    private static final Map<String, Set<String>> ADAPTERS = Map.of(
            "docker", Set.of("process"),
            "router", Set.of("docker", "process"),
            "git", Set.of("untrusted"));

    /// The features in their one-way order: a feature may import those before it, never one after it.
    private static final List<String> FEATURES = List.of(
            "identity",
            "servers",
            "projects",
            "secrets",
            "sources",
            "registries",
            "builds",
            "applications",
            "domains",
            "logs",
            "deployments",
            "runs",
            "monitoring");

    /// The packages that may use a library: one, where there is no reason for more.
    private static final Map<String, List<String>> SOLE_IMPORTERS = Map.ofEntries(
            Map.entry("org.eclipse.jgit..", List.of("git")),
            Map.entry("org.apache.sshd..", List.of("git")),
            Map.entry("org.apache.commons.compress..", List.of("sources")),
            Map.entry("io.javalin..", List.of("web")),
            Map.entry("org.eclipse.jetty..", List.of("web")),
            Map.entry("com.github.benmanes.caffeine..", List.of("web")),
            Map.entry("org.flywaydb..", List.of("db")),
            Map.entry("com.zaxxer.hikari..", List.of("db")),
            Map.entry("org.postgresql..", List.of("db")),
            Map.entry("org.tukaani..", List.of("db")),
            Map.entry("com.github.kagkarlsson..", List.of("jobs")),
            Map.entry("com.google.crypto.tink..", List.of("crypto")),
            Map.entry("org.apache.commons.codec..", List.of("crypto")),
            Map.entry("org.bouncycastle..", List.of("crypto")));

    @Test
    void looksAtTheWholeServer() {
        assertThat(SKERRY.stream().map(JavaClass::getPackageName).distinct()).hasSizeGreaterThan(1);
        assertThat(SKERRY.stream().map(ArchitectureTest::room).distinct().filter(room -> !room.isEmpty()))
                .as("every package has its place in the order of layers")
                .allSatisfy(room -> assertThat(known()).contains(room));
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.skerry.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that imports itself through others cannot be understood or moved alone")
                .check(SKERRY);
    }

    @TestFactory
    Stream<DynamicTest> importsOnlyWhatStandsBelow() {
        return known().stream()
                .map(room -> DynamicTest.dynamicTest(room, () -> {
                    var allowed = new LinkedHashSet<>(below(room));
                    allowed.add(room);
                    var packages = Stream.concat(
                                    Stream.of("dev.skerry.api.."),
                                    allowed.stream().map(ArchitectureTest::inside))
                            .toArray(String[]::new);
                    noClasses()
                            .that(resideInAPackage(inside(room)))
                            .should()
                            .dependOnClassesThat(
                                    resideInAPackage("dev.skerry..").and(resideOutsideOfPackages(packages)))
                            .allowEmptyShould(true)
                            .because("layers import downwards only; against the order a feature publishes an event")
                            .check(SKERRY);
                }));
    }

    @TestFactory
    Stream<DynamicTest> keepsALibraryInItsRoom() {
        return SOLE_IMPORTERS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> noClasses()
                                .that(resideOutsideOfPackages(Stream.concat(Stream.of("app"), entry.getValue().stream())
                                        .map(ArchitectureTest::inside)
                                        .toArray(String[]::new)))
                                .should()
                                .dependOnClassesThat(resideInAPackage(entry.getKey()))
                                .allowEmptyShould(true)
                                .because("an external thing is replaced in one room only: " + entry.getValue())
                                .check(SKERRY)));
    }

    @Test
    void startsProcessesInOneRoomOnly() {
        noClasses()
                .that(resideOutsideOfPackages(inside("process")))
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "start a process", type -> type.isEquivalentTo(ProcessBuilder.class)))
                .orShould()
                .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "is Runtime.exec",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec")))
                .because("argument lists only: a command is a Command, never a string for a shell")
                .check(SKERRY);
    }

    @Test
    void readsTheEnvironmentInOneRoomOnly() {
        noClasses()
                .that(resideOutsideOfPackages(inside("config")))
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .because("every setting is declared, bounded and checked at start-up")
                .check(SKERRY);
    }

    @Test
    void namesThingsByWhatTheyAre() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils|Dto)(\\$.*)?$")
                .because("such a name says nothing about its room")
                .check(SKERRY);
    }

    private static List<String> known() {
        return Stream.of(List.of(KERNEL), PLATFORM.keySet(), ADAPTERS.keySet(), FEATURES, List.of("app"))
                .flatMap(java.util.Collection::stream)
                .toList();
    }

    private static Set<String> below(String room) {
        var result = new LinkedHashSet<String>();
        if (room.equals(KERNEL)) {
            return result;
        }
        result.add(KERNEL);
        if (PLATFORM.containsKey(room)) {
            result.addAll(PLATFORM.get(room));
        } else if (ADAPTERS.containsKey(room)) {
            result.addAll(ADAPTERS.get(room));
        } else {
            result.addAll(PLATFORM.keySet());
            result.addAll(ADAPTERS.keySet());
            var place = FEATURES.indexOf(room);
            result.addAll(place < 0 ? FEATURES : FEATURES.subList(0, place));
        }
        return result;
    }

    private static String room(JavaClass type) {
        var name = type.getPackageName();
        var rest = name.equals("dev.skerry") ? "" : name.substring("dev.skerry.".length());
        return rest.split("\\.")[0];
    }

    private static String inside(String room) {
        return "dev.skerry." + room + "..";
    }
}
