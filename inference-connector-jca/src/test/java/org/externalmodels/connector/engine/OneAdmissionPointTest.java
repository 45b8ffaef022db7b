package org.externalmodels.connector.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.CallAdmission;
import org.junit.jupiter.api.Test;

/**
 * Whatever way in there is or will be, it ends at the one place where calls are admitted: whoever makes a model answer does it
 * through a {@link Call}, only the engine makes one, only its {@link Passage} admits it, and only its attempts send it.
 * {@link Counting}, which asks for a number of tokens, has a passage too.
 */
class OneAdmissionPointTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.externalmodels");

    @Test
    void onlyTheEngineMakesCalls() {
        noClasses()
                .that(not(belongToAnyOf(InferenceEngine.class)))
                .should()
                .callConstructorWhere(target(owner(equivalentTo(Call.class))))
                .check(OURS);
    }

    @Test
    void onlyAttemptsSendCallsAndQuestionsAreNone() {
        noClasses()
                .that(not(belongToAnyOf(Attempts.class, Asking.class, Counting.class)))
                .and()
                .resideOutsideOfPackages(
                        "org.externalmodels.connector.authentication..", "org.externalmodels.connector.transport..")
                .should()
                .callMethodWhere(
                        target(owner(equivalentTo(HttpTransport.class))).and(target(name("send"))))
                .check(OURS);
    }

    @Test
    void onlyThePassageOfACallAsksForAdmission() {
        noClasses()
                .that(not(belongToAnyOf(Passage.class)))
                .should()
                .callMethod(CallAdmission.class, "admit", CallAdmission.Attempt.class)
                .check(OURS);
    }

    @Test
    void onlyCallsAndWhoCountsBeforeOneHaveAPassage() {
        noClasses()
                .that(not(belongToAnyOf(Call.class, Counting.class)))
                .should()
                .callConstructorWhere(target(owner(equivalentTo(Passage.class))))
                .check(OURS);
    }

    @Test
    void everyConnectionIsOneOfTheEnginesOrLeadsToIt() {
        classes()
                .that()
                .areAssignableTo(ModelConnection.class)
                .and()
                .areNotInterfaces()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(InferenceEngine.class)
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("InferenceManagedConnection")
                .check(OURS);
    }
}
