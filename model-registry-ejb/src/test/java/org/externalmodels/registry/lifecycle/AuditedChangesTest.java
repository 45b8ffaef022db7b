package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

/** Every change of a model is in the audit log, without secrets, or it is not made. */
class AuditedChangesTest extends ChangedModels {

    @Test
    void everyChangeLeavesAnAuditEntryWithoutSecrets() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-canary"));
        change(lifecycle -> lifecycle.switchInferencing(id, false, null));
        registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(registry.audit())
                .extracting(AuditEntry::action)
                .containsExactly("model.added", "connection.added", "model.confirmed", "model.toggled", "model.copied");
        assertThat(registry.audit())
                .allSatisfy(entry -> assertThat(entry.before() + entry.after()).doesNotContain("sk-canary"));
    }

    @Test
    void connectionsThatComeAndGoWithTheirModelAreInTheAuditLog() {
        String id = create(
                TestRegistry.chat("gpt"), false, GivenConnection.of("a", "sk-1"), GivenConnection.of("b", "sk-2"));
        change(lifecycle -> lifecycle.delete(id, null));

        assertThat(registry.audit())
                .filteredOn(entry -> entry.targetKind().equals("connection"))
                .extracting(AuditEntry::action, AuditEntry::targetName)
                .containsExactly(
                        tuple("connection.added", "gpt/a"),
                        tuple("connection.added", "gpt/b"),
                        tuple("connection.deleted", "gpt/a"),
                        tuple("connection.deleted", "gpt/b"));
    }

    @Test
    void ofASecretTheAuditLogSaysOnlyThatItChanged() {
        String id =
                create(withSecretHeader("https://one.example/v1", "'hush'"), true, GivenConnection.of("main", "sk-1"));
        change(lifecycle ->
                lifecycle.edit(id, null, withSecretHeader("https://one.example/v1", "null"), List.of(), true));
        change(lifecycle -> lifecycle.edit(
                id,
                null,
                withSecretHeader("https://two.example/v1", "'louder'"),
                List.of(GivenConnection.of("main", "sk-2")),
                true));

        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("model.confirmed"))
                .extracting(entry -> header(entry.before()), entry -> header(entry.after()))
                .containsExactly(
                        tuple(null, Secret.MASK), tuple(Secret.MASK, Secret.MASK), tuple(Secret.MASK, "changed"));
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("connection.rotated"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.targetName()).isEqualTo("h/main");
                    assertThat(entry.before()).doesNotContain("apiKey");
                    assertThat(entry.after()).contains("\"apiKey\":\"changed\"");
                });
        assertThat(registry.audit())
                .allSatisfy(entry -> assertThat(entry.before() + entry.after())
                        .doesNotContain("hush", "louder", "sk-1", "sk-2", "reference"));
    }

    private static String header(String document) {
        if (document == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            return reader.readObject().getJsonArray("headers").getJsonObject(0).getString("value", null);
        }
    }

    @Test
    void whatIsRolledBackIsNeitherAuditedNorPublished() {
        refused(lifecycle -> lifecycle.create(
                TestRegistry.definition("{'name': 'half', 'structure': 'openai-chat'}"), List.of(), true));

        assertThat(registry.audit()).isEmpty();
        assertThat(registry.directory().named("half")).isEmpty();
    }

    @Test
    void aChangeThatCannotBeAuditedIsNotMade() {
        String id = create(TestRegistry.chat("gpt"), true);
        sql("alter table audit_entry add constraint log_is_full check (action <> 'model.toggled')");
        try {
            assertThatThrownBy(() -> change(lifecycle -> lifecycle.switchInferencing(id, false, null)))
                    .hasStackTraceContaining("audit_entry");
        } finally {
            sql("alter table audit_entry drop constraint log_is_full");
        }

        assertThat(detail(id).summary().inferencing()).isTrue();
        assertThat(registry.directory().named("gpt").orElseThrow().inferencing())
                .isTrue();
    }

    private void sql(String statement) {
        registry.database()
                .run(entities -> entities.createNativeQuery(statement).executeUpdate());
    }
}
