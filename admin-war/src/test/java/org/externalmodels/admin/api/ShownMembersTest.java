package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.json.JsonRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownMembersTest {

    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

    private final Definition definition = JsonRecords.read(
            object("{'name': 'gpt', 'endpoint': 'https://provider.example/v1', 'structure': 'openai-chat'}"),
            Definition.class);
    private final ConnectionDetail connection = new ConnectionDetail(
            "c1",
            "m1",
            "main",
            "ada",
            TIME,
            Optional.empty(),
            ConnectionStatus.ACTIVE,
            true,
            Optional.of("https://provider.example/v2"),
            Optional.of(Secret.MASK),
            AwsAccess.NONE,
            1,
            0,
            0,
            Verification.UNVERIFIED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            3);
    private final ModelDetail active = new ModelDetail(
            new ModelSummary(
                    "m1",
                    "gpt",
                    Integration.API,
                    "Custom",
                    ModelStatus.ACTIVE,
                    false,
                    1,
                    true,
                    1,
                    "ada",
                    TIME,
                    "ada",
                    TIME,
                    7),
            definition,
            Optional.empty(),
            List.of(connection));

    @Test
    void aMemberThatIsNotThereKeepsWhatIs() {
        ModelBody body =
                ModelPatch.of(active, object("{'providerModel': 'gpt-y'}")).body();

        assertThat(body.providerModel()).isEqualTo("gpt-y");
        assertThat(body.endpoint()).isEqualTo("https://provider.example/v1");
    }

    @Test
    void whatWasShownMayBeSentBackWhole() {
        JsonObject shown = ModelJson.of(active);

        ModelBody body = ModelPatch.of(active, shown).body();

        assertThat(body.name()).isEqualTo("gpt");
        assertThat(body.givenConnections()).singleElement().satisfies(given -> {
            assertThat(given.name()).isEqualTo("main");
            assertThat(given.apiKey()).isEmpty();
        });
    }

    @Test
    void aUseInBetweenIsNoChangeOfTheSender() {
        JsonObject patch = object("{'connections': [{'name': 'main', 'lastUsed': '2026-02-01T00:00:00Z'}]}");

        assertThat(ModelPatch.of(active, patch).body().givenConnections()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'inferencing': false}                                       | inferencing
            {'id': 'm2'}                                                 | id
            {'revision': 2}                                              | revision
            {'version': 6}                                               | version
            {'addedBy': 'eve'}                                           | addedBy
            {'draft': {'name': 'other'}}                                 | draft
            {'status': 'DRAFT'}                                          | status
            {'status': null}                                             | status
            {'connections': [{'name': 'main', 'baseUrl': 'https://x/'}]} | connections[0].baseUrl
            {'connections': [{'name': 'MAIN', 'inferencing': false}]}    | connections[0].inferencing
            {'connections': [{'name': 'main', 'status': 'OFF'}]}         | connections[0].status
            """)
    void aMemberThatCannotBeWrittenIsRefusedByName(String patch, String field) {
        Problem problem = catchThrowableOfType(ApiException.class, () -> ModelPatch.of(active, object(patch)))
                .problem();

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.problems()).extracting(DefinitionProblem::field).containsExactly(field);
    }

    @Test
    void aConnectionIsEditedFromWhatWasShown() {
        JsonObject shown = Json.createObjectBuilder(ModelJson.of(connection))
                .add("apiKey", "sk-new")
                .build();

        assertThat(ConnectionPatch.of(connection, shown).apiKey()).hasValue(Secret.of("sk-new"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'inferencing': false} | inferencing
            {'name': 'other'}      | name
            {'status': 'OFF'}      | status
            """)
    void whatAConnectionIsShownWithIsNotWritten(String patch, String field) {
        Problem problem = catchThrowableOfType(ApiException.class, () -> ConnectionPatch.of(connection, object(patch)))
                .problem();

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.problems()).extracting(DefinitionProblem::field).containsExactly(field);
    }

    private static JsonObject object(String json) {
        return JsonBody.object(json.replace('\'', '"'));
    }
}
