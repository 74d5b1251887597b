package dev.skerry.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The command line knows the API, and nothing of the server behind it. `Training` plays a server of the JDK's.
class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.isJar())
            .importPackages("dev.skerry.cli");

    /// This very class uses what the module must not.
    private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(ArchitectureTest.class);

    @Test
    void dependsOnNothingElse() {
        assertThat(MODULE).hasSizeGreaterThan(30);
        dependencies().check(MODULE);
        assertThat(dependencies().evaluate(OFFENDER).hasViolation()).isTrue();
    }

    @Test
    void checksEveryPackageForNulls() {
        assertThat(unmarked(MODULE)).isEmpty();
        assertThat(unmarked(OFFENDER)).hasSize(1);
    }

    private static ArchRule dependencies() {
        // Primitive types have no package.
        return noClasses()
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                                "java..",
                                "javax.net.ssl..",
                                "com.sun.net.httpserver..",
                                "dev.skerry.api..",
                                "dev.skerry.cli..",
                                "picocli..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.annotation..",
                                "tools.jackson..")
                        .and(DescribedPredicate.<JavaClass>describe(
                                "are of a library",
                                type -> !type.getPackageName().isEmpty())))
                .because("whatever the command line can do, every other client of the API can do too");
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
