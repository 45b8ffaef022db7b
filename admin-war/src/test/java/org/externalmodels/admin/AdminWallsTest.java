package org.externalmodels.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class AdminWallsTest {

    private static final JavaClasses ADMIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.externalmodels.admin");

    @Test
    void theConsoleAndTheApiKnowNoAdapterAndNoServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.externalmodels.connector..", "com.ibm..", "io.openliberty..", "org.wildfly..")
                .check(ADMIN);
    }

    @Test
    void theApiAndTheConsoleDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("org.externalmodels.admin.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.externalmodels.admin.console..")
                .check(ADMIN);
        noClasses()
                .that()
                .resideInAPackage("org.externalmodels.admin.console..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.externalmodels.admin.api..")
                .check(ADMIN);
    }

    @Test
    void neitherReachesPastTheServicesIntoTheDatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "java.sql..", "org.externalmodels.registry.model..")
                .check(ADMIN);
    }

    /** {@code jakarta.json.Json} looks its provider up at each call, which costs more than all else that a request takes. */
    @Test
    void theProviderOfJsonIsLookedUpOnce() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.json.Json")
                .check(ADMIN);
    }
}
