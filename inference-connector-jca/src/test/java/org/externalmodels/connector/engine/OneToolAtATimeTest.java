package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.spi.ProviderStructure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model whose parallel tool calling is off does not ask for two tools at once, also if the caller says nothing of it. */
class OneToolAtATimeTest {

    private static final String OPENAI = "\"parallel_tool_calls\":false";
    private static final String ANTHROPIC = "\"disable_parallel_tool_use\":true";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @ParameterizedTest
    @CsvSource({"OPENAI_CHAT", "OPENAI_RESPONSES", "AZURE_OPENAI", "ANTHROPIC_MESSAGES"})
    void isToldToProvidersThatUnderstandIt(ProviderStructure structure) throws IOException {
        String word = structure == ProviderStructure.ANTHROPIC_MESSAGES ? ANTHROPIC : OPENAI;

        assertThat(sent(structure, "m", tool(), Feature.TOOL_CALLING)).contains(word);
        assertThat(sent(structure, "m", tool(), Feature.TOOL_CALLING, Feature.PARALLEL_TOOL_CALLING))
                .doesNotContain("parallel");
        assertThat(sent(structure, "m", request(), Feature.TOOL_CALLING)).doesNotContain("parallel");
    }

    @ParameterizedTest
    @CsvSource({"GOOGLE_GENERATE_CONTENT", "COHERE_CHAT", "BEDROCK_CONVERSE"})
    void isLeftToProvidersThatHaveNoWordsForIt(ProviderStructure structure) throws IOException {
        assertThat(sent(structure, "m", tool(), Feature.TOOL_CALLING))
                .contains("weather")
                .doesNotContain("parallel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o3-mini", "o1", "team-o4-mini"})
    void isNotToldToModelsThatKnowNothingElseAndRefuseToHearIt(String model) throws IOException {
        assertThat(sent(ProviderStructure.OPENAI_CHAT, model, tool(), Feature.TOOL_CALLING))
                .contains("weather")
                .doesNotContain("parallel");
    }

    @Test
    void isWhatTheCallerSaysWhereThatIsAllowed() throws IOException {
        InferenceRequest both = tool().toBuilder().parallelToolCalls(true).build();

        assertThat(sent(ProviderStructure.OPENAI_CHAT, "m", both, Feature.TOOL_CALLING, Feature.PARALLEL_TOOL_CALLING))
                .contains("\"parallel_tool_calls\":true");
    }

    /** What goes out; what comes back is no matter here. */
    private String sent(ProviderStructure structure, String model, InferenceRequest request, Feature... features)
            throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.good())) {
            fixture.publish(Models.chat(provider.uri())
                    .structure(structure)
                    .providerModel(model)
                    .features(features)
                    .connection("main", EngineFixture.KEY)
                    .build());
            assertThat(fixture.start(request)
                            .handle((answer, failure) -> "over")
                            .join())
                    .isEqualTo("over");
            return provider.lastBody();
        }
    }

    private static InferenceRequest request() {
        return InferenceRequest.prompt("What is the weather?");
    }

    private static InferenceRequest tool() {
        return request().toBuilder()
                .tool(new Tool("weather", null, "{\"type\":\"object\"}"))
                .build();
    }
}
