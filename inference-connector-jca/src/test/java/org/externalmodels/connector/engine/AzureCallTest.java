package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AzureCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void aDeploymentAnswersWithTheResourcesKey() {
        publish(new Authentication.ProviderKey(Secret.of("azure-key")));

        assertThat(fixture.infer("hello azure").text()).contains("hello azure");
        assertThat(fixture.onlyRecord().usage().inputTokens()).hasValue(2);
    }

    @Test
    void aDeploymentStreams() {
        publish(new Authentication.ProviderKey(Secret.of("azure-key")));

        List<InferenceEvent> events = new ArrayList<>();
        fixture.stream("hello azure").forEach(events::add);

        assertThat(events).last().isInstanceOf(InferenceEvent.Completed.class);
    }

    @Test
    void aTokenOfTheDirectoryServesAsWell() {
        publish(new Authentication.OAuth2(
                "entra",
                fixture.sandbox("/oauth/token"),
                "client",
                Secret.of("secret"),
                Authentication.OAuth2.ClientAuthentication.POST,
                Optional.of("https://cognitiveservices.azure.com/.default"),
                Optional.empty(),
                List.of()));

        assertThat(fixture.infer("hello").text()).contains("hello");
    }

    @Test
    void aWrongKeyIsAnAuthenticationFailure() {
        publish(new Authentication.ProviderKey(Secret.of("wrong-key")));

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("hello"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.getMessage()).contains("401", "Access denied").doesNotContain("wrong-key");
    }

    private void publish(Authentication authentication) {
        fixture.publish(Models.chat(fixture.sandbox("/azure"))
                .structure(ProviderStructure.AZURE_OPENAI)
                .connection("main", true, authentication)
                .build());
    }
}
