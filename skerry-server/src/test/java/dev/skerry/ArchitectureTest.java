package dev.skerry;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.skerry.kernel.Trespasser;
import dev.skerry.projects.Wanderer;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The rules of the house whose rooms `Rooms` lists. docs/architecture.md says the same for people; this is what holds
/// it. No rule passes because it looked at nothing: ArchUnit fails a rule without classes.
class ArchitectureTest {
    private static final JavaClasses SKERRY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/dev/skerry/api/") && !location.isJar())
            .importPackages("dev.skerry");

    /// Two classes of the tests that break the rules: each rule must see it.
    private static final JavaClasses OFFENDERS =
            new ClassFileImporter().importClasses(Trespasser.class, Wanderer.class);

    /// Who runs SQL beside the stores, and why.
    private static final Set<String> SQL_ELSEWHERE = Set.of(
            // The store of journals, under the name everybody knows it by.
            "dev.skerry.deployments.Journal",
            // Of an application's row it reads who owns it, and nothing else.
            "dev.skerry.applications.SourceUses",
            // Asks whether the database answers, and its version.
            "dev.skerry.app.Outside");

    @Test
    void knowsEveryRoomAndNoOther() {
        assertThat(SKERRY.stream().map(Rooms::of).collect(Collectors.toSet()))
                .as("rooms that exist, against those with a place in the order of layers")
                .containsExactlyInAnyOrderElementsOf(Rooms.all().keySet());
    }

    @TestFactory
    Stream<DynamicTest> importsOnlyWhatIsBelow() {
        return Rooms.all().keySet().stream()
                .map(room -> DynamicTest.dynamicTest(room, () -> imports(room).check(SKERRY)));
    }

    @TestFactory
    Stream<DynamicTest> keepsALibraryInItsRoom() {
        return Rooms.LIBRARIES.keySet().stream()
                .map(library -> DynamicTest.dynamicTest(library, () -> {
                    library(library).check(SKERRY);
                    assertThat(Rooms.LIBRARIES.get(library))
                            .allSatisfy(room -> assertThat(uses(room, library))
                                    .as("%s uses %s", room, library)
                                    .isTrue());
                }));
    }

    @Test
    void hasNoCycles() {
        cycles().check(SKERRY);
    }

    @Test
    void givesEveryLibraryARoom() {
        libraries().check(SKERRY);
    }

    @Test
    void startsProcessesInOneRoomOnly() {
        processes().check(SKERRY);
    }

    @Test
    void readsTheEnvironmentInOneRoomOnly() {
        environment().check(SKERRY);
    }

    @Test
    void runsSqlInStoresOnly() {
        sql().check(SKERRY);
        assertThat(SQL_ELSEWHERE)
                .allSatisfy(name -> assertThat(SKERRY.contain(name)).as(name).isTrue());
    }

    @Test
    void namesThingsByWhatTheyAre() {
        names().check(SKERRY);
    }

    @Test
    void showsTheDoorOfAFeatureItsRecordsAndStates() {
        doors().check(SKERRY);
        assertThat(Rooms.FEATURES.keySet())
                .allSatisfy(feature -> assertThat(Rooms.doors(feature))
                        .allSatisfy(door -> assertThat(SKERRY.get("dev.skerry.%s.%s".formatted(feature, door))
                                        .getModifiers())
                                .as("%s of %s", door, feature)
                                .contains(JavaModifier.PUBLIC)));
    }

    @Test
    void checksEveryPackageForNulls() {
        assertThat(unmarked(SKERRY)).isEmpty();
        assertThat(unmarked(OFFENDERS)).hasSize(2);
    }

    @Test
    void seesWhoBreaksARule() {
        var rules = List.of(
                imports(Rooms.KERNEL),
                library("org.eclipse.jgit.."),
                libraries(),
                cycles(),
                processes(),
                environment(),
                sql(),
                doors());
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.evaluate(OFFENDERS).hasViolation())
                        .as(rule.getDescription())
                        .isTrue());
        assertThat(names().evaluate(new ClassFileImporter().importClasses(LogManager.class))
                        .hasViolation())
                .isTrue();
    }

    private static ArchRule imports(String room) {
        var allowed = Stream.concat(Stream.of(room), Rooms.all().get(room).stream())
                .map(Rooms::inside)
                .collect(Collectors.toSet());
        allowed.add("dev.skerry.api..");
        return noClasses()
                .that(resideInAPackage(Rooms.inside(room)))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.skerry..").and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                .because("layers import downwards only; against the order a feature publishes an event");
    }

    private static ArchRule library(String library) {
        var rooms = Rooms.LIBRARIES.get(library);
        return noClasses()
                .that(resideOutsideOfPackages(rooms.stream().map(Rooms::inside).toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because("an external thing is replaced in one room only: " + rooms);
    }

    private static boolean uses(String room, String library) {
        var matcher = PackageMatcher.of(library);
        return SKERRY.stream()
                .filter(type -> Rooms.of(type).equals(room))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .anyMatch(dependency ->
                        matcher.matches(dependency.getTargetClass().getPackageName()));
    }

    private static ArchRule libraries() {
        var known = Stream.concat(Stream.of(Rooms.FOR_ALL), Rooms.LIBRARIES.keySet().stream())
                .toArray(String[]::new);
        // Primitive types have no package.
        return noClasses()
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(known)
                        .and(describe(
                                "are of a library",
                                type -> !type.getPackageName().isEmpty())))
                .because("a library comes into one room, which `Rooms` lists, or is for all");
    }

    private static ArchRule cycles() {
        return slices().matching("dev.skerry.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that imports itself through others cannot be understood or moved alone");
    }

    private static ArchRule processes() {
        return noClasses()
                .that(resideOutsideOfPackages(Rooms.inside("process")))
                .should()
                .dependOnClassesThat(describe("start a process", type -> type.isEquivalentTo(ProcessBuilder.class)))
                .orShould()
                .callMethodWhere(describe(
                        "is Runtime.exec",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec")))
                .because("argument lists only: a command is a Command, never a string for a shell");
    }

    private static ArchRule environment() {
        return noClasses()
                .that(resideOutsideOfPackages(Rooms.inside("config")))
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .because("every setting is declared, bounded and checked at start-up");
    }

    /// A service hands the transaction's `Handle` to stores, and does nothing else with it.
    private static ArchRule sql() {
        return noClasses()
                .that(resideOutsideOfPackages(Rooms.inside("db")))
                .and(describe(
                        "are neither a store nor listed",
                        type -> !outermost(type).getSimpleName().endsWith("Store")
                                && !SQL_ELSEWHERE.contains(outermost(type).getName())))
                .should()
                .dependOnClassesThat(resideInAPackage("org.jdbi..")
                        .and(describe("are more than a Handle", type -> !type.isEquivalentTo(Handle.class))))
                .because("SQL stands in stores, where the organization of each query can be seen");
    }

    private static ArchRule names() {
        return classes()
                .should()
                .haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils|Dto)(\\$.*)?$")
                .because("such a name says nothing about its room");
    }

    private static ArchRule doors() {
        return noClasses()
                .that(resideInAnyPackage(
                        Rooms.FEATURES.keySet().stream().map(Rooms::inside).toArray(String[]::new)))
                .should(ArchCondition.from(shownWithoutNeed()))
                .because("what others see of a feature is its door, and what that gives and takes: records and sealed"
                        + " interfaces of them");
    }

    private static DescribedPredicate<JavaClass> shownWithoutNeed() {
        return describe(
                "public, and neither the door nor data",
                type -> type.isTopLevelClass()
                        && type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !Rooms.doors(Rooms.of(type)).contains(type.getSimpleName())
                        && !type.isRecord()
                        && !type.isEnum()
                        && !type.reflect().isSealed());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static List<String> unmarked(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
    }
}
