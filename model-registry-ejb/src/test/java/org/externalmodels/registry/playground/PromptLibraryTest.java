package org.externalmodels.registry.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class PromptLibraryTest {

    private static final Actor ADA = new Actor("ada", true);

    @Parameter
    private Databases kind;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = kind.empty();
    }

    private <T> T library(Function<PromptLibrary, T> work) {
        return database.inTransaction(
                entities -> work.apply(new PromptLibrary(entities, new AuditLog(entities), () -> ADA)));
    }

    private String save(String name, String prompt) {
        return library(prompts -> prompts.save(name, document(prompt)));
    }

    private static JsonObject document(String prompt) {
        return Json.createObjectBuilder().add("prompt", prompt).build();
    }

    @Test
    void savingUnderANameThatIsThereAddsAVersion() {
        String id = save("Triage", "first");

        assertThat(save("triage", "second")).isEqualTo(id);

        List<PromptVersion> versions = library(prompts -> prompts.versions(id));
        assertThat(versions)
                .extracting(PromptVersion::document)
                .containsExactly("{\"prompt\":\"second\"}", "{\"prompt\":\"first\"}");
        assertThat(library(PromptLibrary::list)).extracting(SavedPrompt::name).containsExactly("Triage");
    }

    @Test
    void aNameHasAHundredCharactersHoweverManyUnitsTheseTake() {
        String face = "\ud83d\ude42";

        save(face.repeat(100), "first");

        assertThat(library(PromptLibrary::list)).extracting(SavedPrompt::name).containsExactly(face.repeat(100));
        assertThat(catchThrowableOfType(RegistryException.class, () -> save(face.repeat(101), "second"))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void theFirstVersionOpensUntilAnotherIsChosen() {
        String id = save("triage", "first");
        save("triage", "second");
        assertThat(library(prompts -> prompts.find(id)).defaultVersion()).isEqualTo(1);

        library(prompts -> {
            prompts.openFirst(id, 2);
            return null;
        });

        assertThat(library(prompts -> prompts.find(id)).defaultVersion()).isEqualTo(2);
    }

    @Test
    void aVersionThatIsNoneCannotOpenFirst() {
        String id = save("triage", "first");

        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> library(prompts -> {
                    prompts.openFirst(id, 2);
                    return null;
                }));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID);
        assertThat(refused).hasMessageContaining("1 to 1");
    }

    @Test
    void deletingTakesAllVersionsAlong() {
        String id = save("triage", "first");

        library(prompts -> {
            prompts.delete(id);
            return null;
        });

        assertThat(library(PromptLibrary::list)).isEmpty();
        List<PromptVersion> left = library(prompts -> prompts.versions(id));
        assertThat(left).isEmpty();
    }

    @Test
    void everyChangeIsInTheAuditLog() {
        String id = save("triage", "first");
        library(prompts -> {
            prompts.delete(id);
            return null;
        });

        List<AuditEntry> entries = database.inTransaction(
                entities -> entities.createQuery("select a from AuditEntry a order by a.id", AuditEntry.class)
                        .getResultList());
        assertThat(entries).extracting(AuditEntry::action).containsExactly("prompt.saved", "prompt.deleted");
        assertThat(entries).extracting(AuditEntry::targetName).containsOnly("triage");
    }

    @Test
    void aNameIsNeitherEmptyNorLong() {
        assertThat(refusedName("  ")).hasMessageContaining("1 to 100");
        assertThat(refusedName("x".repeat(101))).hasMessageContaining("1 to 100");
    }

    private RegistryException refusedName(String name) {
        return catchThrowableOfType(RegistryException.class, () -> save(name, "first"));
    }
}
