package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.providers.BedrockPolicies;
import org.externalmodels.registry.providers.CheckResult;
import org.externalmodels.registry.providers.CheckResult.State;
import org.externalmodels.registry.providers.CheckResult.Step;
import org.externalmodels.registry.providers.ProviderCheck;
import org.externalmodels.registry.providers.ProviderCredentials;
import org.externalmodels.registry.providers.Providers;
import org.externalmodels.registry.providers.RolePolicies;
import org.externalmodels.sandbox.SandboxServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions to providers, through the adapter to the sandbox. */
class ProviderCheckTest {

    private static final String PRINCIPAL = "arn:aws:iam::123456789012:user/sandbox";
    private static SandboxServer sandbox;
    private static StandaloneAdapter adapter;
    private static Providers providers;

    @BeforeAll
    static void start(@TempDir Path folder) {
        sandbox = SandboxServer.start();
        System.setProperty("aws.accessKeyId", "AKIASANDBOXUSER00001");
        System.setProperty("aws.secretAccessKey", "sandbox-secret-access-key");
        System.setProperty("aws.endpointUrlSts", sandbox.uri("/sts/").toString());
        adapter = StandaloneAdapter.start(new EngineSettings(folder.resolve("journal"), Duration.ofMillis(50), 100)
                .withNetwork(Network.withLoopback()));
        BedrockPolicies policies = new BedrockPolicies(Optional.of(PRINCIPAL));
        providers = new Providers(new ProviderCheck(adapter.directory(), policies), policies);
    }

    @AfterAll
    static void stop() {
        adapter.close();
        sandbox.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.endpointUrlSts");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, /openai/v1",
        "openai, /openai/v1/chat/completions",
        "azure-openai, /azure",
        "google, /google",
        "google, /google/v1beta",
        "bedrock, /bedrock"
    })
    void aGoodKeyIsAcceptedAndThePartsOfTheAddressDoNotMatter(String provider, String base) {
        CheckResult result = providers.check(provider, key("sk-good", base), "sandbox-1");

        assertThat(result.state()).as(result.message()).isEqualTo(State.VERIFIED);
        assertThat(result.unlisted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, /openai/v1, gpt-9, gpt-9",
        "google, /google, models/gemini-9, gemini-9",
        "google, /google, models/sandbox-1,",
        "bedrock, /bedrock, amazon.nova-9-v1:0, amazon.nova-9-v1:0",
        "bedrock, /bedrock, eu.amazon.nova-9-v1:0,",
        "azure-openai, /azure, our-deployment,"
    })
    void aModelThatTheKeysListLacksIsTold(String provider, String base, String model, String unlisted) {
        CheckResult result = providers.check(provider, key("sk-good", base), model);

        assertThat(result.state()).as(result.message()).isEqualTo(State.VERIFIED);
        assertThat(result.unlisted()).isEqualTo(Optional.ofNullable(unlisted));
        assertThat(result.message().contains("not among them")).isEqualTo(unlisted != null);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, /openai/v1, Incorrect API key provided",
        "azure-openai, /azure, invalid subscription key",
        "google, /google, API key not valid",
        "bedrock, /bedrock, Please make sure your API Key is valid"
    })
    void aWrongKeyIsRefusedInTheProvidersWords(String provider, String base, String words) {
        CheckResult result = providers.check(provider, key("sk-wrong-canary", base), null);

        assertThat(result.state()).isEqualTo(State.REFUSED);
        assertThat(result.message()).contains(words).doesNotContain("sk-wrong-canary");
        assertThat(result.steps()).singleElement().extracting(Step::reason).isEqualTo(Optional.of("key"));
    }

    @Test
    void whatIsNoProviderAnswersNoListOfModels() {
        CheckResult result = providers.check("openai", key("sk-good", "/nowhere/at/all"), null);

        assertThat(result.state()).isEqualTo(State.UNEXPECTED);
        assertThat(result.message())
                .contains(sandbox.uri("/").getRawAuthority() + " answered 404 at /sandbox/nowhere/at/all/models")
                .endsWith("Perhaps the base URL is " + sandbox.uri("/nowhere/at/all/v1")
                        + ": most servers have this API below /v1.");
        assertThat(providers.check("google", key("sk-good", "/nowhere"), null).message())
                .contains("answered 404 at /sandbox/nowhere/v1beta/models")
                .contains("Is the base URL right?");
    }

    @Test
    void aRefreshThatIsAnsweredOtherwiseIsAMatterOfTheBaseUrl() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> providers.refresh("openai", key("sk-good", "/nowhere")));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("baseUrl");
            assertThat(problem.message()).contains("answered 404 at /sandbox/nowhere/models", "/nowhere/v1");
        });
    }

    @Test
    void aPortWithNobodyBehindItIsUnreachable() {
        ProviderCredentials nobody = new ProviderCredentials(
                Optional.of(Secret.of("sk-x")), Optional.of("http://127.0.0.1:1/v1"), AwsAccess.NONE);

        assertThat(providers.check("openai", nobody, null).state()).isEqualTo(State.UNREACHABLE);
    }

    @Test
    void modelsAreRefreshedFromTheProviderWithWhatTheShippedListKnowsOfThem() {
        assertThat(providers.refresh("google", key("sk-good", "/google")))
                .filteredOn(model -> model.id().equals("sandbox-1"))
                .singleElement()
                .satisfies(model -> {
                    assertThat(model.contextWindow()).isEqualTo(1_048_576);
                    assertThat(model.prices()).isNull();
                });
        assertThat(providers.refresh("bedrock", role("models", null)))
                .filteredOn(model -> model.id().equals("amazon.titan-embed-text-v2:0"))
                .singleElement()
                .satisfies(model -> assertThat(model.prices()).isNotNull());
    }

    @Test
    void aRefreshWithAWrongKeyIsRefusedInTheProvidersWords() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> providers.refresh("openai", key("sk-wrong-canary", "/openai/v1")));

        assertThat(refused).hasMessageContaining("Incorrect API key").hasMessageNotContaining("canary");
    }

    @Test
    void aRoleIsCheckedStepByStep() {
        CheckResult result = providers.check(
                "bedrock",
                role("models", null),
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-express-v1");

        assertThat(result.state()).as(result.message()).isEqualTo(State.VERIFIED);
        assertThat(result.steps())
                .allMatch(Step::ok)
                .extracting(Step::name)
                .containsExactly("assume-role", "list-foundation-models", "model-access");
        assertThat(result.model().orElseThrow().normalised()).isEqualTo("amazon.titan-text-express-v1");
    }

    @Test
    void aRoleThatDoesNotTrustUsYetAwaitsTrustAndBringsTheRequestToItsOwner() {
        CheckResult result = providers.check("bedrock", role("untrusting", null), "amazon.titan-text-express-v1");

        assertThat(result.state()).isEqualTo(State.AWAITING_TRUST);
        assertThat(result.steps()).singleElement().extracting(Step::reason).isEqualTo(Optional.of("trust"));
        assertThat(result.request().orElseThrow())
                .contains("role/untrusting", PRINCIPAL, "sts:AssumeRole", "bedrock:InvokeModel");
    }

    @Test
    void theExternalIdGoesAlong() {
        AwsAccess access = new AwsAccess(arn("external"), "eu-central-1", null, "sandbox-external-id");
        ProviderCredentials credentials = new ProviderCredentials(
                Optional.empty(), Optional.of(sandbox.uri("/bedrock").toString()), access);

        assertThat(providers.check("bedrock", credentials, null).state()).isEqualTo(State.VERIFIED);
    }

    @Test
    void aRoleWithoutPermissionSaysWhichIsMissing() {
        CheckResult result = providers.check("bedrock", role("no-bedrock", null), "amazon.titan-text-express-v1");

        assertThat(result.state()).isEqualTo(State.REFUSED);
        assertThat(result.steps()).extracting(Step::ok).containsExactly(true, false);
        assertThat(result.message()).startsWith("permission:").contains("bedrock:ListFoundationModels");
    }

    @Test
    void aModelThatBedrockDoesNotKnowFailsAtTheLastStep() {
        CheckResult result = providers.check("bedrock", role("models", null), "amazon.missing-v1:0");

        assertThat(result.steps()).extracting(Step::ok).containsExactly(true, true, false);
        assertThat(result.steps().get(2).reason()).contains("model");
    }

    @Test
    void aTokenServiceThatIsSwitchedOffInItsRegionIsNamed() {
        AwsAccess access = new AwsAccess(arn("regional"), "eu-central-1", "eu-disabled-1", null);
        ProviderCredentials credentials = new ProviderCredentials(
                Optional.empty(), Optional.of(sandbox.uri("/bedrock").toString()), access);

        CheckResult result = providers.check("bedrock", credentials, null);

        assertThat(result.steps()).singleElement().extracting(Step::reason).isEqualTo(Optional.of("region"));
        assertThat(result.message()).contains("eu-disabled-1");
    }

    @Test
    void theTokenServicesRegionIsThatOfTheRolesEndpointAndNotTheModels() {
        assertThat(new AwsAccess(arn("x"), "eu-central-1", null, null).tokenServiceRegion())
                .contains("us-east-1");
        assertThat(new AwsAccess("arn:aws-cn:iam::123456789012:role/x", "cn-northwest-1", null, null)
                        .tokenServiceRegion())
                .contains("cn-north-1");
        assertThat(new AwsAccess(arn("x"), "eu-central-1", "eu-west-1", null).tokenServiceRegion())
                .contains("eu-west-1");
    }

    @Test
    void thePoliciesNameThePrincipalTheActionsAndTheExternalId() {
        RolePolicies policies = providers.policies(arn("models"), "agreed-42");

        assertThat(policies.permissionPolicy().toString())
                .contains(
                        "\"bedrock:InvokeModel\"",
                        "\"bedrock:InvokeModelWithResponseStream\"",
                        "\"bedrock:ListFoundationModels\"");
        assertThat(policies.trustPolicy().toString())
                .contains(PRINCIPAL, "\"sts:AssumeRole\"", "\"sts:ExternalId\":\"agreed-42\"");
    }

    @Test
    void withoutAPrincipalThereIsNoTrustPolicy() {
        BedrockPolicies none = new BedrockPolicies(Optional.empty());
        Providers unconfigured = new Providers(null, none);

        assertThat(catchThrowableOfType(RegistryException.class, () -> unconfigured.policies(arn("models"), null)))
                .hasMessageContaining("EXTERNAL_MODELS_TRUSTED_PRINCIPAL");
    }

    private static ProviderCredentials key(String key, String base) {
        return new ProviderCredentials(
                Optional.of(Secret.of(key)), Optional.of(sandbox.uri(base).toString()), AwsAccess.NONE);
    }

    private static ProviderCredentials role(String name, String externalId) {
        return new ProviderCredentials(
                Optional.empty(),
                Optional.of(sandbox.uri("/bedrock").toString()),
                new AwsAccess(arn(name), "eu-central-1", null, externalId));
    }

    private static String arn(String role) {
        return "arn:aws:iam::123456789012:role/" + role;
    }
}
