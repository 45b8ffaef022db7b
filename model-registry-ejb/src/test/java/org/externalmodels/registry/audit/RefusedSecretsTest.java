package org.externalmodels.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.GivenProfiles;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever gives a secret in vain is in the audit log, whichever way it came, and the secret is not. */
@ParameterizedClass
@EnumSource(Databases.class)
class RefusedSecretsTest {

    private static final Map<String, String> CONFIG =
            Map.of("FIRST", "sk-canary-first", "SECOND", "sk-canary-second", "CLIENT", "hush-canary");

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private TestRegistry registry;
    private String model;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
        model = registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat("gpt"), List.of(GivenConnection.of("main", "sk-canary-first")), true));
    }

    @Test
    void aNewConnectionsKey() {
        RegistryException refused = refused(() -> registry.connections(
                connections -> connections.add(model, GivenConnection.of("second", "sk-canary-first"))));

        assertThat(refused.reason()).isEqualTo(RegistryException.Reason.TAKEN);
        assertThat(refusals("connection.addition-refused")).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(TestRegistry.ADMIN.name());
            assertThat(entry.targetName()).isEqualTo("gpt/second");
            assertThat(entry.after()).contains("TAKEN", "main already has this key");
        });
    }

    @Test
    void theKeysOfANewModel() {
        refused(() -> registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat("other"),
                List.of(GivenConnection.of("a", "sk-canary-second"), GivenConnection.of("b", "sk-canary-second")),
                true)));

        assertThat(refusals("connection.addition-refused"))
                .extracting(AuditEntry::targetName)
                .containsExactly("other/a", "other/b");
    }

    @Test
    void aKeyThatComesWithAnEditOfItsModel() {
        refused(() -> registry.lifecycle(TestRegistry.EDITOR, lifecycle -> {
            lifecycle.edit(
                    model,
                    null,
                    TestRegistry.chat("gpt"),
                    List.of(GivenConnection.of("main", "sk-canary-second")),
                    true);
            return null;
        }));

        assertThat(refusals("connection.rotation-refused")).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(TestRegistry.EDITOR.name());
            assertThat(entry.targetName()).isEqualTo("gpt/main");
            assertThat(entry.after()).contains("FORBIDDEN");
        });
    }

    @Test
    void aNewProfilesSecret() {
        registry.profiles(profiles ->
                profiles.create(GivenProfiles.client("idp", "https://login.example/token", "c1", "hush-canary")));

        refused(() -> registry.profiles(profiles ->
                profiles.create(GivenProfiles.client("IDP", "https://login.example/token", "c1", "hush-canary-too"))));

        assertThat(refusals("profile.addition-refused")).singleElement().satisfies(entry -> {
            assertThat(entry.targetName()).isEqualTo("IDP");
            assertThat(entry.after()).contains("TAKEN");
        });
    }

    @Test
    void aProfilesOtherSecret() {
        String profile = registry.profiles(profiles ->
                profiles.create(GivenProfiles.client("idp", "https://login.example/token", "c1", "hush-canary")));

        refused(() -> edit(profile, 7L, "hush-canary-too"));
        refused(() -> edit(profile, 7L, Secret.MASK));

        assertThat(refusals("profile.rotation-refused")).singleElement().satisfies(entry -> {
            assertThat(entry.targetId()).isEqualTo(profile);
            assertThat(entry.after()).contains("STALE");
        });
    }

    private void edit(String profile, Long seen, String secret) {
        registry.profiles(profiles -> {
            profiles.edit(profile, seen, GivenProfiles.client("idp", "https://login.example/token", "c1", secret));
            return null;
        });
    }

    @Test
    void allThatAnImportBringsAnew() {
        String document = """
                format: external-models/1
                authorizationProfiles:
                  - name: idp
                    type: OAUTH2_CLIENT_CREDENTIALS
                    tokenEndpoint: https://login.example/token
                    clientId: c
                    clientSecret: {config: CLIENT}
                models:
                  - name: gpt
                    endpoint: https://provider.example/v1/chat/completions
                    structure: openai-chat
                    providerModel: gpt-x
                    features: [streaming]
                    connections:
                      - {name: main, secret: {config: FIRST}}
                      - {name: second, secret: {config: FIRST}}
                """;

        refused(() -> run(document, false));

        assertThat(refusals("connection.rotation-refused"))
                .as("the key that it has")
                .isEmpty();
        assertThat(refusals("connection.addition-refused")).singleElement().satisfies(entry -> {
            assertThat(entry.targetName()).isEqualTo("gpt/second");
            assertThat(entry.after()).contains("TAKEN");
        });
        assertThat(refusals("profile.addition-refused"))
                .as("fine by itself, and kept out with the rest")
                .singleElement()
                .satisfies(entry -> assertThat(entry.after()).contains("models[0].connections[1].apiKey"));

        refused(() -> run(
                document.replace("{name: main, secret: {config: FIRST}}", "{name: main, secret: {config: SECOND}}")
                        .replace("second, secret: {config: FIRST}", "second, secret: {config: SECOND}"),
                false));

        assertThat(refusals("connection.rotation-refused"))
                .extracting(AuditEntry::targetName)
                .containsExactly("gpt/main");
    }

    @Test
    void nothingOfADryRun() {
        run("""
                format: external-models/1
                models:
                  - {name: bad, structure: openai-chat, connections: [{name: main, secret: {config: FIRST}}]}
                """, true);

        assertThat(refusals("connection.addition-refused")).isEmpty();
    }

    @Test
    void aProviderThatSaysTheKeyBackIsMasked() {
        GivenSecret given = new GivenSecret(
                "connection.rotation-refused",
                new AuditTarget("connection", "1", "gpt/sk-canary-1"),
                List.of(Secret.of("sk-canary"), Secret.of("sk-canary-1")));

        new RefusedSecrets(registry.notes())
                .note(
                        TestRegistry.ADMIN,
                        List.of(given),
                        RegistryException.invalid("apiKey", "Incorrect API key provided: sk-canary-1."));

        assertThat(refusals("connection.rotation-refused")).singleElement().satisfies(entry -> {
            assertThat(entry.targetName()).isEqualTo("gpt/" + Secret.MASK);
            assertThat(entry.after()).contains("provided: " + Secret.MASK + ".");
        });
    }

    @Test
    void aKeyThatIsPastedAsANameOnlyIsMaskedHoweverLongItIsAndWhicheverEntryItIsIn() {
        String first = "sk-" + "canary".repeat(100);
        String second = "sk-canary-second";

        refused(() -> registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat("other"),
                List.of(GivenConnection.of(first, first), GivenConnection.of(first + "2", second)),
                true)));

        assertThat(refusals("connection.addition-refused"))
                .extracting(AuditEntry::targetName)
                .containsExactly("other/" + Secret.MASK, "other/" + Secret.MASK + "2");
    }

    private void run(String document, boolean dryRun) {
        registry.exchange(
                name -> Optional.ofNullable(CONFIG.get(name)), exchange -> exchange.importDocument(document, dryRun));
    }

    private static RegistryException refused(Runnable change) {
        RegistryException refused = catchThrowableOfType(RegistryException.class, change::run);
        assertThat(refused).isNotNull();
        return refused;
    }

    private List<AuditEntry> refusals(String action) {
        List<AuditEntry> all = registry.audit();
        assertThat(all)
                .allSatisfy(entry -> assertThat(entry.targetName() + entry.before() + entry.after())
                        .doesNotContain("canary"));
        return all.stream().filter(entry -> entry.action().equals(action)).toList();
    }
}
