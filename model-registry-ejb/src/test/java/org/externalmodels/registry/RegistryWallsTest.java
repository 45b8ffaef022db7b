package org.externalmodels.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class RegistryWallsTest {

    private static final JavaClasses REGISTRY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.externalmodels.registry");

    @Test
    void theRegistryKnowsNeitherTheAdapterNorTheConsole() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.externalmodels.connector..", "org.externalmodels.admin..")
                .check(REGISTRY);
    }

    @Test
    void theRegistryKnowsNoServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.ibm..", "io.openliberty..", "org.wildfly..", "fish.payara..", "org.eclipse.persistence..")
                .check(REGISTRY);
    }

    @Test
    void onlyTheSecretsKnowTheirLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.externalmodels.registry.secrets")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.crypto.tink..")
                .check(REGISTRY);
    }

    @Test
    void onlyTheLimitsKnowTheirBuckets() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.externalmodels.registry.limits")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.bucket4j..")
                .check(REGISTRY);
    }

    @Test
    void onlyTheSumsKnowTheSketches() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.externalmodels.registry.analytics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.HdrHistogram..")
                .check(REGISTRY);
    }

    /** {@code jakarta.json.Json} looks its provider up at each call: half of the time in which definitions were read at start. */
    @Test
    void theProviderOfJsonIsLookedUpOnce() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.json.Json")
                .check(REGISTRY);
    }
}
