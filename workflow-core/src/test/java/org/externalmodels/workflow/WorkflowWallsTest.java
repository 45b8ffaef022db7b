package org.externalmodels.workflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WorkflowWallsTest {

    @Test
    void theCoreKnowsNoEngineAndNoServer() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.naming..",
                        "jakarta.annotation..",
                        "jakarta.ejb..",
                        "jakarta.enterprise.context..",
                        "jakarta.inject..",
                        "jakarta.json..",
                        "jakarta.transaction..",
                        "org.externalmodels.inference",
                        "org.externalmodels.workflow..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.externalmodels.workflow"));
    }
}
