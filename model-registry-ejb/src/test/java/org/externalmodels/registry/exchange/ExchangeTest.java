package org.externalmodels.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ExchangeTest {

    private static final String DOCUMENT = """
            format: external-models/1
            models:
              - name: gpt
                integration: EASY
                provider: openai
                providerModel: gpt-4o
                connections:
                  - name: main
                    secret: {config: CLAIMS_KEY}
              - name: half
                status: DRAFT
                endpoint: https://provider.example/v1
            """;

    private static final Map<String, String> CONFIG = Map.of("CLAIMS_KEY", "sk-canary", "OTHER_KEY", "sk-other");

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private TestRegistry registry;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
    }

    @Test
    void modelsAreAddedWithSecretsFromTheConfiguration() {
        ImportResult result = take(DOCUMENT);

        assertThat(result.applied()).isTrue();
        assertThat(result.added()).extracting(ImportResult.Item::name).containsExactly("gpt", "half");
        assertThat(published("gpt").connections())
                .singleElement()
                .satisfies(connection -> assertThat(connection.authentication())
                        .isEqualTo(new Authentication.ProviderKey(Secret.of("sk-canary"))));
        assertThat(published("half").status()).isEqualTo(ModelDefinition.Status.DRAFT);
    }

    @Test
    void theSecondTimeNothingChanges() {
        take(DOCUMENT);
        int entries = registry.audit().size();

        ImportResult again = take(DOCUMENT);

        assertThat(again.unchanged()).extracting(ImportResult.Item::name).containsExactly("gpt", "half");
        assertThat(again.added()).isEmpty();
        assertThat(again.changed()).isEmpty();
        assertThat(registry.audit()).hasSize(entries);
    }

    @Test
    void aDryRunTellsWhatWouldDifferAndChangesNothing() {
        take(DOCUMENT);
        String other = DOCUMENT.replace("gpt-4o", "gpt-4.1").replace("CLAIMS_KEY", "OTHER_KEY")
                + "  - {name: third, status: DRAFT}\n";
        int entries = registry.audit().size();

        ImportResult result = run(other, true);

        assertThat(result.applied()).isFalse();
        assertThat(result.added()).extracting(ImportResult.Item::name).containsExactly("third");
        assertThat(result.unchanged()).extracting(ImportResult.Item::name).containsExactly("half");
        assertThat(result.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.name()).isEqualTo("gpt");
            assertThat(changed.fields()).contains("connections.main.secret", "providerModel");
        });
        assertThat(published("gpt").providerModel()).contains("gpt-4o");
        assertThat(registry.directory().named("third")).isEmpty();
        assertThat(registry.audit()).hasSize(entries);
    }

    @Test
    void oneProblemKeepsAllOut() {
        String broken = DOCUMENT + "  - {name: third, structure: openai-chat}\n";

        RegistryException refused = catchThrowableOfType(RegistryException.class, () -> take(broken));

        assertThat(refused.problems())
                .extracting(DefinitionProblem::field)
                .contains("models[2].endpoint", "models[2].providerModel");
        assertThat(registry.directory().named("gpt")).isEmpty();
        assertThat(registry.audit())
                .extracting(AuditEntry::action)
                .as("the key that came with it")
                .containsExactly("connection.addition-refused");
    }

    @Test
    void aDryRunTellsAllProblemsAtOnce() {
        String broken = """
                format: external-models/1
                models:
                  - {name: a, nmae: b}
                  - {name: b, status: DRAFT, connections: [{name: main, apiKey: sk-canary}]}
                  - {name: c, provider: nobody, integration: EASY}
                  - {name: d, status: DRAFT, connections: [{name: main, secret: {config: NOWHERE}}]}
                """;

        ImportResult result = run(broken, true);

        assertThat(result.problems())
                .extracting(DefinitionProblem::field)
                .containsExactlyInAnyOrder(
                        "models[0].nmae",
                        "models[1].connections[0].apiKey",
                        "models[2].provider",
                        "models[3].connections[0].secret.config");
        assertThat(result.problems().toString()).doesNotContain("sk-canary");
    }

    @Test
    void whatWouldBePassedOverIsRefused() {
        take(DOCUMENT);
        String twice = DOCUMENT.replace("- name: main\n", "- {name: MAIN, weight: 2}\n      - name: main\n");
        String noMapping = DOCUMENT.replace("providerModel: gpt-4o", "providerModel: gpt-4o\n    draft: [gpt-4.1]");
        String both = """
                format: external-models/1
                authorizationProfiles:
                  - name: idp
                    type: OAUTH2_CLIENT_CREDENTIALS
                    tokenEndpoint: https://login.example/token
                    clientId: c
                    clientSecret: {config: CLAIMS_KEY}
                    fields: [{name: a, value: sk-canary, secret: {config: CLAIMS_KEY}}]
                """;

        assertThat(run(twice, true).problems())
                .containsExactly(DefinitionProblem.of("models[0].connections[1].name", "main is there twice"));
        assertThat(run(noMapping, true).problems())
                .containsExactly(DefinitionProblem.of("models[0].draft", "must be a mapping"));
        assertThat(run(both, true).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("authorizationProfiles[0].fields[0]");
            assertThat(problem.message()).contains("not both");
        });
    }

    @Test
    void theServersOwnSecretsAreNoKeysOfProviders() {
        String greedy = DOCUMENT.replace("CLAIMS_KEY", "EXTERNAL_MODELS_DB_PASSWORD");

        assertThat(run(greedy, true).problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("models[0].connections[0].secret.config");
    }

    @Test
    void anExportHasNoSecretAndSaysWhereOneBelongs() {
        take(DOCUMENT);
        String plain = export(false);
        String referring = export(true);

        assertThat(plain).doesNotContain("sk-canary", "secret:").contains("name: gpt", "providerModel: gpt-4o");
        assertThat(referring)
                .contains("config: EXTERNAL_MODELS_SECRET_GPT_MAIN")
                .doesNotContain("sk-canary");
    }

    @Test
    void exportsAndImportsAreInTheAuditLog() {
        take(DOCUMENT);
        export(false);

        assertThat(registry.audit())
                .extracting(AuditEntry::action)
                .contains("model.added", "model.confirmed", "registry.imported", "registry.exported");
    }

    @Test
    void switchesAreTakenOver() {
        take(DOCUMENT);

        ImportResult result = take(DOCUMENT.replace("provider: openai", "provider: openai\n    inferencing: false"));

        assertThat(result.changed())
                .singleElement()
                .satisfies(changed -> assertThat(changed.fields()).containsExactly("inferencing"));
        assertThat(published("gpt").inferencing()).isFalse();
    }

    @Test
    void somebodysOpenDraftIsNotOverwritten() {
        take(DOCUMENT);
        String id = published("gpt").id();
        registry.lifecycle(lifecycle -> {
            lifecycle.edit(
                    id,
                    null,
                    TestRegistry.definition(
                            "{'name': 'gpt', 'integration': 'EASY', 'provider': 'openai', 'providerModel': 'o3'}"),
                    List.<GivenConnection>of(),
                    false);
            return null;
        });

        assertThat(run(DOCUMENT, true).problems()).as("nothing to do").isEmpty();
        assertThat(run(DOCUMENT.replace("gpt-4o", "gpt-4.1"), true).problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("models[0].draft");
    }

    private ImportResult take(String document) {
        return run(document, false);
    }

    private ImportResult run(String document, boolean dryRun) {
        return registry.exchange(
                name -> Optional.ofNullable(CONFIG.get(name)), exchange -> exchange.importDocument(document, dryRun));
    }

    private String export(boolean references) {
        return registry.exchange(name -> Optional.empty(), exchange -> exchange.export(references));
    }

    private ModelDefinition published(String name) {
        return registry.directory().named(name).orElseThrow();
    }
}
