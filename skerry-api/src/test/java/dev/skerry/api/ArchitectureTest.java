package dev.skerry.api;

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

/// What clients are built on drags nothing along but JSON and annotations.
class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.isJar())
            .importPackages("dev.skerry.api");

    /// This very class uses what the module must not.
    private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(ArchitectureTest.class);

    @Test
    void dependsOnNothingElse() {
        assertThat(MODULE).hasSizeGreaterThan(100);
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
                                "dev.skerry.api..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.annotation..",
                                "tools.jackson..")
                        .and(DescribedPredicate.<JavaClass>describe(
                                "are of a library",
                                type -> !type.getPackageName().isEmpty())))
                .because("every client and every edge has to live with what the wire is made of");
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
