package org.externalmodels.connector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class WallsTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.externalmodels");

    @Test
    void theApiDependsOnNothingOfOursAndOnNoLibrary() {
        classes()
                .that()
                .resideInAPackage("org.externalmodels.inference..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.externalmodels.inference..")
                .check(OURS);
    }

    @Test
    void theConnectorDependsOnTheApiAndOnNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("org.externalmodels.connector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.externalmodels.registry..", "org.externalmodels.admin..")
                .check(OURS);
    }

    @Test
    void nobodyKnowsAServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.ibm..", "io.openliberty..", "org.wildfly..", "org.jboss..", "fish.payara..")
                .check(OURS);
    }

    /** {@code jakarta.json.Json} looks its provider up at each call, which on a server costs more than a whole request. */
    @Test
    void theProviderOfJsonIsLookedUpOnce() {
        noClasses()
                .that()
                .resideInAPackage("org.externalmodels.connector..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.json.Json")
                .check(OURS);
    }

    @Test
    void theEngineKnowsNothingOfConnectors() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.externalmodels.connector.engine..",
                        "org.externalmodels.connector.dialect..",
                        "org.externalmodels.connector.template..",
                        "org.externalmodels.connector.transport..",
                        "org.externalmodels.connector.journal..",
                        "org.externalmodels.connector.authentication..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.resource..", "org.externalmodels.connector", "org.externalmodels.connector.cci")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void recordsOfTheCommonClientInterfaceKnowNoEngine() {
        noClasses()
                .that()
                .resideInAPackage("org.externalmodels.connector.cci")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.externalmodels.connector", "org.externalmodels.connector.engine..")
                .check(OURS);
    }

    @Test
    void whatIsNotOpenToOthersIsFinal() {
        classes()
                .that()
                .resideInAPackage("org.externalmodels.connector..")
                .and()
                .arePackagePrivate()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotMemberClasses()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(OURS);
    }
}
