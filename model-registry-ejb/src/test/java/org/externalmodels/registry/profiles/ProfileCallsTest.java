package org.externalmodels.registry.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.GivenProfiles;
import org.externalmodels.registry.support.TestRegistry;
import org.externalmodels.sandbox.SandboxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles from the registry to a provider: what is stored, published and sent. */
@ParameterizedClass
@EnumSource(Databases.class)
class ProfileCallsTest {

    private static final URI BACK = URI.create("http://localhost:9080/oauth/callback");

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private SandboxServer sandbox;
    private StandaloneAdapter adapter;
    private TestRegistry registry;
    private RefreshTokens refreshTokens;

    @BeforeEach
    void open() {
        sandbox = SandboxServer.start();
        adapter = StandaloneAdapter.start(new EngineSettings(data.resolve("journal"), Duration.ofMillis(50), 20)
                .withNetwork(Network.withLoopback()));
        registry = new TestRegistry(kind.empty(), data, adapter.directory());
        refreshTokens = new RefreshTokens(registry.consentRecords());
        adapter.directory().addObserver(refreshTokens);
    }

    @AfterEach
    void close() {
        adapter.close();
        sandbox.close();
    }

    @Test
    void oneTokenServesAllModelsOfAProfile() throws IOException {
        create(GivenProfiles.client("idp", tokenEndpoint(), client(), "secret"));
        model("one", "idp");
        model("two", "idp");

        infer("one");
        infer("two");
        infer("one");

        assertThat(tokensServed()).isEqualTo(1);
    }

    /** A model of a profile whose token endpoint cannot be called does not serve, so one that serves would end. */
    @Test
    void aTokenEndpointThatCannotBeCalledIsRefusedWhenItIsSaved() {
        String id = create(GivenProfiles.client("idp", tokenEndpoint(), client(), "secret"));
        model("gpt", "idp");

        for (String odd : List.of("http://2130706433/token", "http://127.1/token", "http://login.example./token")) {
            RegistryException refused = catchThrowableOfType(
                    RegistryException.class,
                    () -> registry.profiles(profiles -> {
                        profiles.edit(id, null, GivenProfiles.client("idp", odd, client(), "secret"));
                        return null;
                    }));
            assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("tokenEndpoint");
            assertThat(catchThrowableOfType(
                            RegistryException.class, () -> create(GivenProfiles.client("new", odd, "c", "s"))))
                    .hasMessageContaining("tokenEndpoint");
        }

        infer("gpt");
    }

    @Test
    void aTokenThatEndsIsRenewedAhead() throws IOException {
        create(GivenProfiles.client("idp", tokenEndpoint(), client() + "-expires-2", "secret"));
        model("gpt", "idp");
        long end = System.nanoTime() + 2_500_000_000L;
        while (System.nanoTime() < end) {
            infer("gpt");
        }

        assertThat(tokensServed()).isBetween(2L, 4L);
    }

    @Test
    void aRefusedTokenIsRenewedOnce() throws IOException {
        create(GivenProfiles.client("idp", tokenEndpoint(), client() + "-first-wrong", "secret"));
        model("gpt", "idp");

        infer("gpt");
        infer("gpt");

        assertThat(tokensServed()).isEqualTo(2);
    }

    @Test
    void anEditedSecretIsUsedByTheNextCall() {
        String id = create(GivenProfiles.client("idp", tokenEndpoint(), client(), "wrong"));
        model("gpt", "idp");
        assertThat(catchThrowableOfType(RuntimeException.class, () -> infer("gpt")))
                .hasMessageContaining("invalid_client");

        registry.profiles(profiles -> {
            profiles.edit(id, null, GivenProfiles.client("idp", tokenEndpoint(), client(), "right"));
            return null;
        });

        infer("gpt");
    }

    @Test
    void aTrialSaysWhatWouldBeSentOrInWhoseWordsItFailed() {
        String good = create(GivenProfiles.client("good", tokenEndpoint(), client(), "secret"));
        String bad = create(GivenProfiles.client("bad", tokenEndpoint(), client(), "wrong-canary"));
        String fixed =
                create(GivenProfiles.of("{'name': 'fixed', 'type': 'API_KEY', 'parameter': 'X-Key', 'key': 'canary'}"));

        ProfileTestResult worked = registry.profileTests().test(good);
        ProfileTestResult failed = registry.profileTests().test(bad);
        ProfileTestResult shown = registry.profileTests().test(fixed);

        assertThat(worked.ok()).isTrue();
        assertThat(worked.headers()).containsExactly(Map.entry("Authorization", "Bearer " + Secret.MASK));
        assertThat(worked.expires()).isPresent();
        assertThat(failed.ok()).isFalse();
        assertThat(failed.error().orElseThrow().message())
                .contains("invalid_client", "The client's secret is not the right one")
                .doesNotContain("canary");
        assertThat(shown.headers()).containsExactly(Map.entry("X-Key", Secret.MASK));
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("profile.tested"))
                .hasSize(3);
    }

    @Test
    void theOwnerOfAnAccountSaysYesOnceAndCallsAreMade() {
        String id = create(consenting("acc"));
        assertThat(status(id)).isEqualTo(ProfileStatus.NOT_CONFIGURED);
        assertThat(refused(() -> model("gpt", "acc"))).hasMessageContaining("authorized first");

        URI address = registry.consents(TestRegistry.ADMIN).begin(id, BACK);
        Map<String, String> query = query(address);
        assertThat(address.toString()).startsWith("https://login.example/authorize?access_type=offline&");
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("redirect_uri", BACK.toString())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "models offline_access");
        assertThat(query.get("code_challenge")).hasSize(43);

        String name = registry.consents(TestRegistry.ADMIN).end(query.get("state"), "code-1");

        assertThat(name).isEqualTo("acc");
        assertThat(status(id)).isEqualTo(ProfileStatus.CONFIGURED);
        model("gpt", "acc");
        infer("gpt");
        assertThat(registry.audit()).extracting(AuditEntry::action).contains("profile.authorized");
        assertThat(refused(() -> registry.consents(TestRegistry.ADMIN).end(query.get("state"), "code-1")))
                .hasMessageContaining("used already");
    }

    @Test
    void nobodyEndsWhatAnotherBegan() {
        String id = create(consenting("acc"));
        String state =
                query(registry.consents(TestRegistry.ADMIN).begin(id, BACK)).get("state");

        assertThat(refused(() -> registry.consents(TestRegistry.EDITOR).end(state, "code-1")))
                .extracting(RegistryException::reason)
                .isEqualTo(RegistryException.Reason.FORBIDDEN);
        assertThat(refused(() -> registry.consents(TestRegistry.ADMIN).end("guessed", "code-1")))
                .hasMessageContaining("state");
        assertThat(refused(() -> registry.consents(TestRegistry.EDITOR).begin(id, BACK)))
                .extracting(RegistryException::reason)
                .isEqualTo(RegistryException.Reason.FORBIDDEN);
    }

    @Test
    void aCodeThatIsRefusedIsToldInTheWordsOfTheTokenEndpoint() {
        String id = create(consenting("acc"));
        String state =
                query(registry.consents(TestRegistry.ADMIN).begin(id, BACK)).get("state");

        assertThat(refused(() -> registry.consents(TestRegistry.ADMIN).end(state, "stolen")))
                .hasMessageContaining("invalid_grant")
                .hasMessageNotContaining("stolen");
        assertThat(status(id)).isEqualTo(ProfileStatus.NOT_CONFIGURED);
    }

    @Test
    void aRefreshTokenThatIsReplacedIsStoredAndSurvivesARestart() throws IOException {
        String id = create(consenting("acc"));
        String state =
                query(registry.consents(TestRegistry.ADMIN).begin(id, BACK)).get("state");
        registry.consents(TestRegistry.ADMIN).end(state, "code-1");
        model("gpt", "acc");
        String before = storedRefreshToken(id);
        infer("gpt");

        refreshTokens.store();

        assertThat(storedRefreshToken(id)).isNotEqualTo(before);
        long served = tokensServed();
        infer("gpt");
        assertThat(tokensServed()).as("the same token goes on").isEqualTo(served);
        new TestRegistry(registry.database(), data, adapter.directory());
        infer("gpt");
    }

    private String storedRefreshToken(String profile) {
        return registry.database()
                .inTransaction(entities ->
                        (String) entities.createNativeQuery("select ciphertext from stored_secret where profile_id = '"
                                        + profile + "' and owner like '%/refreshToken/%'")
                                .getSingleResult());
    }

    private GivenProfile consenting(String name) {
        return GivenProfiles.of("""
                {'name': '%s', 'type': 'OAUTH2_AUTHORIZATION_CODE', 'tokenEndpoint': '%s', 'clientId': '%s',
                 'authorizationEndpoint': 'https://login.example/authorize?access_type=offline',
                 'clientSecret': 'secret', 'scope': 'models offline_access'}""".formatted(name, tokenEndpoint(), client()));
    }

    private String create(GivenProfile given) {
        return registry.profiles(profiles -> profiles.create(given));
    }

    private ProfileStatus status(String id) {
        return registry.profileCatalog(catalog -> catalog.find(id)).summary().status();
    }

    private void model(String name, String profile) {
        registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.definition("""
                        {'name': '%s', 'endpoint': '%s', 'structure': 'openai-chat', 'providerModel': 'sandbox-1',
                         'features': ['streaming'], 'authorizationProfile': '%s'}""".formatted(name, sandbox.uri("/openai/v1/chat/completions"), profile)),
                List.of(GivenConnection.of("main", null)),
                true));
    }

    private void infer(String model) {
        try (ModelConnection connection = adapter.directory().connect(CallOrigin.APPLICATION, model, null)) {
            assertThat(connection.infer(InferenceRequest.prompt("hello")).text())
                    .contains("hello");
        }
    }

    private String tokenEndpoint() {
        return sandbox.uri("/oauth/token").toString();
    }

    /** The sandbox numbers tokens by client. */
    private static String client() {
        return "client-" + UUID.randomUUID();
    }

    private long tokensServed() throws IOException {
        try (var in = sandbox.uri("/count").toURL().openStream();
                var reader = Json.createReader(in)) {
            JsonObject paths = reader.readObject().getJsonObject("paths");
            return paths.entrySet().stream()
                    .filter(path -> path.getKey().startsWith("/oauth/token"))
                    .mapToLong(path -> path.getValue().asJsonObject().getInt("requests"))
                    .sum();
        }
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new HashMap<>();
        for (String field : address.getRawQuery().split("&", -1)) {
            int equals = field.indexOf('=');
            query.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static RegistryException refused(ThrowingCallable work) {
        return catchThrowableOfType(RegistryException.class, work);
    }
}
