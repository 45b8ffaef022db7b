package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hint is where its wire format has it, and nowhere else. */
class HintsTest {

    private static final InferenceParameters ALL = InferenceParameters.DEFAULTS
            .withHint("prompt_cache_key", "k")
            .withHint("prompt_cache_retention", "24h")
            .withHint("prompt_cache_options", Map.of("mode", "explicit"))
            .withHint("safety_identifier", "u1")
            .withHint("verbosity", "low")
            .withHint("reasoning_summary", "auto")
            .withHint("reasoning_context", "all_turns")
            .withHint("cache_control", Map.of("type", "ephemeral"))
            .withHint("thinking", Map.of("type", "enabled", "budget_tokens", 5_000))
            .withHint("of_nobody", true);

    private static JsonObject asked(ProviderDialect dialect, InferenceParameters parameters) {
        return asked(dialect, parameters, ResponseFormat.TEXT);
    }

    private static JsonObject asked(ProviderDialect dialect, InferenceParameters parameters, ResponseFormat format) {
        InferenceRequest request = InferenceRequest.builder()
                .user("Hi")
                .parameters(parameters)
                .responseFormat(format)
                .build();
        return ProviderJson.readObject(dialect.encode(request, Operation.CHAT).shown());
    }

    @Test
    void chatCompletionsHaveThoseOfOpenAi() {
        JsonObject json = asked(new OpenAiChat("gpt", Set.of(Modality.TEXT_TO_TEXT)), ALL);

        assertThat(json.keySet())
                .containsExactlyInAnyOrder(
                        "model",
                        "messages",
                        "reasoning_effort",
                        "prompt_cache_key",
                        "prompt_cache_retention",
                        "prompt_cache_options",
                        "safety_identifier",
                        "verbosity");
        assertThat(json.getString("reasoning_effort")).isEqualTo("medium");
    }

    @Test
    void responsesHaveThemInTheirPlaces() {
        JsonObject json = asked(new OpenAiResponses("gpt", Set.of(Modality.TEXT_TO_TEXT)), ALL, ResponseFormat.JSON);

        assertThat(json.keySet())
                .containsExactlyInAnyOrder(
                        "model",
                        "input",
                        "reasoning",
                        "store",
                        "text",
                        "prompt_cache_key",
                        "prompt_cache_retention",
                        "prompt_cache_options",
                        "safety_identifier");
        assertThat(json.get("reasoning"))
                .isEqualTo(object("{'effort':'medium','summary':'auto','context':'all_turns'}"));
        assertThat(json.get("text")).isEqualTo(object("{'verbosity':'low','format':{'type':'json_object'}}"));
    }

    @Test
    void messagesHaveThinkingAndCachingAsTheyWereAskedFor() {
        JsonObject json = asked(new AnthropicMessages("claude-1"), ALL);

        assertThat(json.keySet())
                .containsExactlyInAnyOrder("model", "max_tokens", "messages", "thinking", "cache_control");
        assertThat(json.get("thinking")).isEqualTo(object("{'type':'enabled','budget_tokens':5000}"));
    }

    @Test
    void othersHaveNone() {
        assertThat(asked(new CohereChat("command"), ALL).keySet())
                .containsExactlyInAnyOrder("model", "messages", "thinking");
        assertThat(asked(new GoogleGenerateContent("gemini-3", Set.of()), ALL).getJsonObject("generationConfig"))
                .isEqualTo(object("{'thinkingConfig':{'thinkingLevel':'medium','includeThoughts':true}}"));
        assertThat(asked(new BedrockConverse("amazon.nova-pro-v1:0"), ALL).keySet())
                .containsExactly("messages");
    }

    @Test
    void claudeThinksOnBedrockAsItDoesAtHome() {
        JsonObject json = asked(new BedrockConverse("anthropic.claude-1"), ALL);

        assertThat(json.get("additionalModelRequestFields"))
                .isEqualTo(object("{'thinking':{'type':'enabled','budget_tokens':5000}}"));
    }

    @Test
    void aSettingOfTheSameNameGoesFirst() {
        InferenceParameters both = ALL.withExtra("verbosity", "high").withExtra("prompt_cache_key", "mine");

        JsonObject json = asked(new OpenAiChat("gpt", Set.of(Modality.TEXT_TO_TEXT)), both);

        assertThat(json.getString("verbosity")).isEqualTo("high");
        assertThat(json.getString("prompt_cache_key")).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({"1024, LOW", "4095, LOW", "4096, MEDIUM", "16383, MEDIUM", "16384, HIGH", "100000, HIGH"})
    void aBudgetComesToAnEffort(int budget, ReasoningEffort effort) {
        InferenceParameters parameters =
                InferenceParameters.DEFAULTS.withHint("thinking", Map.of("type", "enabled", "budget_tokens", budget));

        assertThat(Hints.effort(parameters)).isEqualTo(effort);
        assertThat(Hints.effort(parameters.withReasoningEffort(ReasoningEffort.MAX)))
                .isEqualTo(ReasoningEffort.MAX);
    }

    @ParameterizedTest
    @CsvSource({"adaptive", "disabled"})
    void thinkingWithoutABudgetIsLeftToTheProvider(String type) {
        assertThat(Hints.effort(InferenceParameters.DEFAULTS.withHint("thinking", Map.of("type", type))))
                .isNull();
    }

    private static JsonValue object(String json) {
        return ProviderJson.readObject(json.replace('\'', '"'));
    }
}
