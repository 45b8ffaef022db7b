package org.externalmodels.registry.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.externalmodels.inference.spi.ProviderStructure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenAiProviderTest {

    @ParameterizedTest
    @CsvSource({
        "OPENAI_CHAT, https://api.openai.com/v1, openai",
        "OPENAI_CHAT, https://api.groq.com/openai/v1, groq",
        "OPENAI_CHAT, https://api.x.ai/v1, x_ai",
        "OPENAI_CHAT, https://box.ai/v1, openai",
        "OPENAI_RESPONSES, http://localhost:9080/sandbox, openai",
        "AZURE_OPENAI, https://mine.openai.azure.com/openai, azure.ai.openai",
        "ANTHROPIC_MESSAGES, https://proxy.corp.example/v1, anthropic",
        "GOOGLE_GENERATE_CONTENT, https://generativelanguage.googleapis.com/v1beta, gcp.gemini",
        "GOOGLE_GENERATE_CONTENT, https://europe-west1-aiplatform.googleapis.com/v1, gcp.vertex_ai",
        "TEMPLATE, https://bedrock-runtime.eu-west-1.amazonaws.com/model, aws.bedrock",
        "TEMPLATE, https://models.corp.example/v1, custom",
        "COHERE_CHAT,, cohere"
    })
    void isTheHostsWhereThatIsKnownAndElseTheWireFormats(ProviderStructure structure, URI endpoint, String name) {
        assertThat(GenAiProvider.name(structure, endpoint)).isEqualTo(name);
    }
}
