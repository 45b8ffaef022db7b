package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.externalmodels.inference.spi.ProviderStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://gpu.example/chat/completions, 404, Not Found, https://gpu.example/v1",
        "https://gpu.example/models, 404, Invalid URL (GET /models), https://gpu.example/v1",
        "https://gpu.example/ui/chat/completions?key=canary, 405, '', https://gpu.example/ui/v1",
        "https://gpu.example/responses, 200, <!doctype html>, https://gpu.example/v1",
        "https://gpu.example, 302, ' <html>', https://gpu.example/v1"
    })
    void namesTheBaseUrlThatIsMeantWhereTheApiIsNot(String asked, int status, String body, String meant) {
        assertThat(cure(ProviderStructure.OPENAI_CHAT, asked, status, body))
                .hasValue("Perhaps the base URL is " + meant + ": most servers have this API below /v1.");
    }

    @Test
    void tellsWhereTheApiWasSoughtWhereNothingIsLikelyToBeMissing() {
        assertThat(cure(ProviderStructure.OPENAI_RESPONSES, "https://gpu.example/v1/responses", 404, "{}"))
                .hasValue("Is the base URL right? It was asked at gpu.example/v1/responses.");
        assertThat(cure(ProviderStructure.COHERE_CHAT, "https://gpu.example/chat/v2/chat?key=canary", 404, ""))
                .hasValue("Is the base URL right? It was asked at gpu.example/chat/v2/chat.");
    }

    @ParameterizedTest
    @CsvSource({
        "404, '{\"error\": {\"message\": \"The model `gpt-9` does not exist\"}}'",
        "404, '{\"error\": {\"message\": \"The API deployment for this resource does not exist\"}}'",
        "401, <html>Sign in</html>",
        "502, <html>Bad Gateway</html>",
        "500, Not Found",
        "200, {}"
    })
    void saysNothingWhereTheApiMayHaveAnswered(int status, String body) {
        assertThat(cure(ProviderStructure.OPENAI_CHAT, "https://gpu.example/chat/completions", status, body))
                .isEmpty();
    }

    @Test
    void followsWhatElseIsSaidAsASentence() {
        assertThat(cured("it answered 404: Not Found", 404)).startsWith("it answered 404: Not Found. Perhaps");
        assertThat(cured("it answered 404. ", 404)).startsWith("it answered 404. Perhaps");
        assertThat(cured("it answered 500", 500)).isEqualTo("it answered 500");
    }

    private static String cured(String words, int status) {
        return WrongAddress.cured(
                words, ProviderStructure.OPENAI_CHAT, URI.create("https://gpu.example/chat/completions"), status, "");
    }

    private static Optional<String> cure(ProviderStructure structure, String asked, int status, String body) {
        return WrongAddress.cure(structure, URI.create(asked), status, body);
    }
}
