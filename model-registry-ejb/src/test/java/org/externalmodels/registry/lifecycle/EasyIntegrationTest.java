package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

class EasyIntegrationTest extends OwnRegistry {

    private static final String ROLE = "arn:aws:iam::123456789012:role/models";

    @Test
    void aProviderAndItsModelAreEnough() {
        create("openai", "gpt-4o", GivenConnection.of("main", "sk-1"));

        ModelDefinition published = published();
        assertThat(published.structure()).isEqualTo(ProviderStructure.OPENAI_CHAT);
        assertThat(published.endpoint()).contains(URI.create("https://api.openai.com/v1"));
        assertThat(published.features()).contains(Feature.STREAMING, Feature.TOOL_CALLING);
        assertThat(published.modalities()).contains(Modality.TEXT_TO_TEXT, Modality.IMAGE_TO_TEXT);
    }

    @Test
    void aModelThatIsNotInTheListGetsWhatIsUsualWithItsProvider() {
        create("anthropic", "claude-of-tomorrow", GivenConnection.of("main", "sk-1"));

        assertThat(published().structure()).isEqualTo(ProviderStructure.ANTHROPIC_MESSAGES);
        assertThat(published().features()).contains(Feature.STREAMING);
    }

    @Test
    void anUnknownProviderIsRefusedWithTheKnownOnes() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> create("nobody", "gpt-4o", GivenConnection.of("main", "sk-1")));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("provider");
            assertThat(problem.message()).contains("openai", "bedrock");
        });
    }

    @Test
    void aProviderThatThereIsNotIsRefusedOfAnotherIntegrationToo() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> registry.lifecycle(lifecycle -> lifecycle.create(
                        TestRegistry.definition("{'name': 'm', 'integration': 'API', 'provider': 'nobody'}"),
                        List.of(),
                        false)));

        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("provider");
    }

    @Test
    void aModelIsRequired() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> create("openai", null, GivenConnection.of("main", "sk-1")));

        assertThat(refused.problems()).extracting(DefinitionProblem::field).contains("providerModel");
    }

    @Test
    void azureNeedsTheAddressOfTheResource() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> create("azure-openai", "my-deployment", GivenConnection.of("main", "k")));
        assertThat(refused).hasMessageContaining("address of the resource");

        create(
                "azure-openai",
                "my-deployment",
                new GivenConnection("main", Optional.of(Secret.of("k")), Optional.of("https://mine.openai.azure.com")));
        assertThat(connection().baseUrl()).contains(URI.create("https://mine.openai.azure.com"));
    }

    @Test
    void aRoleStandsInPlaceOfAKeyAndItsRegionSaysWhereCallsGo() {
        create("bedrock", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", role(null));

        assertThat(published().providerModel()).contains("amazon.nova-lite-v1:0");
        assertThat(published().structure()).isEqualTo(ProviderStructure.BEDROCK_CONVERSE);
        assertThat(connection().authentication())
                .isEqualTo(new Authentication.AwsRole(
                        ROLE, "eu-central-1", Optional.of("us-east-1"), Optional.of("agreed-42")));
        assertThat(connection().baseUrl()).contains(URI.create("https://bedrock-runtime.eu-central-1.amazonaws.com"));
    }

    @Test
    void aRoleAndAKeyAtOnceAreRefused() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> create("bedrock", "amazon.nova-lite-v1:0", role("sk-1")));

        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("connections[0].roleArn");
    }

    @Test
    void aRoleIsOfNoUseWithAnotherProvider() {
        RegistryException refused =
                catchThrowableOfType(RegistryException.class, () -> create("openai", "gpt-4o", role(null)));

        assertThat(refused).hasMessageContaining("role of AWS");
    }

    @Test
    void whatIsNoRoleIsRefusedWithItsField() {
        AwsAccess wrong = new AwsAccess("arn:aws:iam::1:user/x", "Europe", null, "x y");
        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> create(
                        "bedrock",
                        "amazon.nova-lite-v1:0",
                        new GivenConnection("main", Optional.empty(), Optional.empty(), wrong)));

        assertThat(refused.problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("connections[0].roleArn", "connections[0].region", "connections[0].externalId");
    }

    @Test
    void aRegionThatIsNoneIsToldOnce() {
        for (String region : new String[] {"EU Central", null}) {
            AwsAccess wrong = new AwsAccess(ROLE, region, null, null);
            RegistryException refused = catchThrowableOfType(
                    RegistryException.class,
                    () -> create(
                            "bedrock",
                            "amazon.nova-lite-v1:0",
                            new GivenConnection("main", Optional.empty(), Optional.empty(), wrong)));

            assertThat(refused.problems())
                    .extracting(DefinitionProblem::field)
                    .containsExactly("connections[0].region");
        }
    }

    private static GivenConnection role(String key) {
        return new GivenConnection(
                "main",
                Optional.ofNullable(key).map(Secret::of),
                Optional.empty(),
                new AwsAccess(ROLE, "eu-central-1", null, "agreed-42"));
    }

    private void create(String provider, String model, GivenConnection connection) {
        String definition = "{'name': 'easy', 'integration': 'EASY', 'provider': '" + provider + "'"
                + (model == null ? "" : ", 'providerModel': '" + model + "'") + "}";
        registry.lifecycle(
                lifecycle -> lifecycle.create(TestRegistry.definition(definition), List.of(connection), true));
    }

    private ModelDefinition published() {
        return registry.directory().named("easy").orElseThrow();
    }

    private ConnectionDefinition connection() {
        return published().connections().get(0);
    }
}
