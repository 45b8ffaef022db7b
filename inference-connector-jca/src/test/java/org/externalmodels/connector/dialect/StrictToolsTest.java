package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Tool;
import org.junit.jupiter.api.Test;

/** A tool's arguments are held to its schema where that was asked for and the provider can, or means it anyway. */
class StrictToolsTest {

    private static final Tool CLOSED = new Tool(
            "closed",
            null,
            "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
                    + "\"additionalProperties\":false}");
    private static final Tool OPEN = new Tool("open", null, "{\"type\":\"object\"}");
    private static final InferenceParameters SAID_NOTHING = InferenceParameters.DEFAULTS;
    private static final InferenceParameters SAID_OF_FUNCTIONS =
            SAID_NOTHING.withHint("strict_functions", Map.of("closed", true, "open", true));
    private static final InferenceParameters SAID_OF_TOOLS =
            SAID_NOTHING.withHint("strict_tools", Map.of("closed", true, "open", true));
    private static final InferenceParameters DENIED =
            SAID_NOTHING.withHint("strict_functions", Map.of("closed", false));

    private static JsonObject tool(ProviderDialect dialect, InferenceParameters parameters, Tool tool) {
        InferenceRequest request = InferenceRequest.builder()
                .user("x")
                .tool(tool)
                .parameters(parameters)
                .build();
        JsonObject sent =
                ProviderJson.readObject(dialect.encode(request, Operation.CHAT).shown());
        JsonObject of = sent.containsKey("toolConfig") ? sent.getJsonObject("toolConfig") : sent;
        JsonObject one = of.getJsonArray("tools").getJsonObject(0);
        return one.containsKey("function")
                ? one.getJsonObject("function")
                : one.containsKey("toolSpec") ? one.getJsonObject("toolSpec") : one;
    }

    @Test
    void chatCompletionsAreToldWhatWasAskedFor() {
        OpenAiChat chat = new OpenAiChat("m", Set.of());

        assertThat(tool(chat, SAID_OF_FUNCTIONS, CLOSED).getBoolean("strict")).isTrue();
        assertThat(tool(chat, SAID_OF_FUNCTIONS, OPEN).getBoolean("strict")).isTrue();
        assertThat(tool(chat, SAID_OF_TOOLS, CLOSED).getBoolean("strict")).isTrue();
        assertThat(tool(chat, SAID_OF_TOOLS, OPEN)).doesNotContainKey("strict");
        assertThat(tool(chat, SAID_NOTHING, CLOSED)).doesNotContainKey("strict");
        assertThat(tool(chat, DENIED, CLOSED)).doesNotContainKey("strict");
    }

    @Test
    void responsesAreStrictUnlessTheSchemaIsOpenOrTheCallerDoesNotWantIt() {
        OpenAiResponses responses = new OpenAiResponses("m", Set.of());

        assertThat(tool(responses, SAID_OF_FUNCTIONS, CLOSED).getBoolean("strict"))
                .isTrue();
        assertThat(tool(responses, SAID_OF_FUNCTIONS, OPEN).getBoolean("strict"))
                .isTrue();
        assertThat(tool(responses, SAID_NOTHING, CLOSED).getBoolean("strict")).isTrue();
        assertThat(tool(responses, SAID_NOTHING, OPEN).getBoolean("strict")).isFalse();
        assertThat(tool(responses, SAID_OF_TOOLS, OPEN).getBoolean("strict")).isFalse();
        assertThat(tool(responses, DENIED, CLOSED).getBoolean("strict")).isFalse();
    }

    @Test
    void claudeIsToldWhatWasAskedForInItsOwnWords() {
        AnthropicMessages anthropic = new AnthropicMessages("claude-sonnet-4-5");
        BedrockConverse converse = new BedrockConverse("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");

        assertThat(tool(anthropic, SAID_OF_TOOLS, OPEN).getBoolean("strict")).isTrue();
        assertThat(tool(converse, SAID_OF_TOOLS, OPEN).getBoolean("strict")).isTrue();
        assertThat(tool(anthropic, SAID_OF_FUNCTIONS, CLOSED)).doesNotContainKey("strict");
        assertThat(tool(converse, SAID_OF_FUNCTIONS, CLOSED)).doesNotContainKey("strict");
    }

    @Test
    void modelsThatKeepNoSchemaAreNotTold() {
        assertThat(tool(new AnthropicMessages("claude-3-5-haiku-latest"), SAID_OF_TOOLS, CLOSED))
                .doesNotContainKey("strict");
        assertThat(tool(new BedrockConverse("anthropic.claude-3-haiku-20240307-v1:0"), SAID_OF_TOOLS, CLOSED))
                .doesNotContainKey("strict");
        assertThat(tool(new BedrockConverse("qwen.qwen3-32b-v1:0"), SAID_OF_TOOLS, CLOSED))
                .doesNotContainKey("strict");
    }
}
