package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "trust: role r does not let this server assume it | AWAITING_TRUST",
                "Model 'm', connection 'c': trust: role r does not let this server assume it | AWAITING_TRUST",
                "Model 'm', connection 'c': the key is wrong | REFUSED",
                "Model 'trust: x', connection 'c': the key is wrong | REFUSED",
                "the key is wrong, trust: me | REFUSED"
            })
    void tellsARoleThatDoesNotTrustUsYetFromAKeyThatIsRefused(String message, Verification expected) {
        InferenceException failure = InferenceException.of(FailureCode.AUTHENTICATION_FAILED, message)
                .modelName("m")
                .connectionName("c")
                .build();

        assertThat(CheckOutcome.of(failure).verification()).isEqualTo(expected);
    }

    @Test
    void namesTheBaseUrlThatIsMeantWhereNothingIsFound() {
        assertThat(words("https://gpu.example/chat/completions", 404, "Not Found"))
                .endsWith("Try the base URL https://gpu.example/v1.");
        assertThat(words("https://gpu.example/ui/chat/completions", 200, "<!doctype html>"))
                .endsWith("Try the base URL https://gpu.example/ui/v1.");
        assertThat(words("https://gpu.example/v1/chat/completions", 404, "no such model"))
                .endsWith("It was asked at gpu.example/v1/chat/completions.");
        assertThat(words("https://gpu.example/chat/completions", 500, "{}")).endsWith("no good answer");
    }

    private static String words(String url, int status, String body) {
        ProbeResult result = new ProbeResult(
                new ProbeResult.Sent("POST", URI.create(url), Map.of(), "{}"),
                Optional.of(new ProbeResult.Received(status, Map.of(), body)),
                Duration.ZERO,
                Optional.empty(),
                Optional.of(new InferenceException(FailureCode.PROVIDER_ERROR, "no good answer")));
        return CheckOutcome.of(result, ProviderStructure.OPENAI_CHAT).words().orElseThrow();
    }
}
