package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProbeResult.Received;
import org.externalmodels.inference.spi.ProbeResult.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSuggestionsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            OpenAI Chat | {"id": "chatcmpl-1", "object": "chat.completion", "model": "gpt-x", "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello there.", "refusal": null}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21, "completion_tokens_details": {"reasoning_tokens": 0}}} | choices[0].message.content | usage.prompt_tokens | usage.completion_tokens
            OpenAI Responses | {"id": "resp_1", "object": "response", "status": "completed", "output": [{"type": "message", "id": "msg_1", "role": "assistant", "content": [{"type": "output_text", "text": "Hello there.", "annotations": []}]}], "usage": {"input_tokens": 9, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": 12}} | output[0].content[0].text | usage.input_tokens | usage.output_tokens
            Anthropic | {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude", "content": [{"type": "thinking", "thinking": "A long thought about how to greet somebody.", "signature": "x"}, {"type": "text", "text": "Hello there."}], "stop_reason": "end_turn", "usage": {"input_tokens": 9, "output_tokens": 12}} | content[1].text | usage.input_tokens | usage.output_tokens
            Google | {"candidates": [{"content": {"parts": [{"text": "Hello there."}], "role": "model"}, "finishReason": "STOP"}], "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 12, "totalTokenCount": 21}, "modelVersion": "gemini"} | candidates[0].content.parts[0].text | usageMetadata.promptTokenCount | usageMetadata.candidatesTokenCount
            Cohere | {"id": "1", "finish_reason": "COMPLETE", "message": {"role": "assistant", "content": [{"type": "text", "text": "Hello there."}]}, "usage": {"tokens": {"input_tokens": 9, "output_tokens": 12}}} | message.content[0].text | usage.tokens.input_tokens | usage.tokens.output_tokens
            Titan | {"inputTextTokenCount": 9, "results": [{"tokenCount": 12, "outputText": "Hello there.", "completionReason": "FINISH"}]} | results[0].outputText | inputTextTokenCount | results[0].tokenCount
            Ollama | {"model": "llama", "created_at": "2026-01-01T00:00:00Z", "response": "Hello there.", "done": true, "prompt_eval_count": 9, "eval_count": 12} | response | prompt_eval_count | eval_count
            a list | [{"generated_text": "Hello there."}] | [0].generated_text | |
            """)
    void theTextAndTheTokensOfAWellKnownAnswerComeFirst(
            String provider, String body, String output, String input, String outputTokens) {
        PathSuggestions suggestions = PathSuggestions.of(body);

        assertThat(suggestions.output()).first().isEqualTo(output);
        assertThat(suggestions.inputTokens().stream().findFirst().orElse(null)).isEqualTo(input);
        assertThat(suggestions.outputTokens().stream().findFirst().orElse(null)).isEqualTo(outputTokens);
    }

    @Test
    void aTextUnderANameThatNobodyKnowsIsFoundByItsWords() {
        PathSuggestions suggestions = PathSuggestions.of("""
                {"key": "a1b2", "utterance": "This is what the model has to say."}""");

        assertThat(suggestions.output()).containsExactly("utterance");
    }

    @Test
    void namesThatAreNoIdentifiersAreQuoted() {
        PathSuggestions suggestions = PathSuggestions.of("""
                {"the.model's": {"text": "Hello there."}}""");

        assertThat(suggestions.output()).containsExactly("['the.model\\'s'].text");
    }

    @Test
    void numbersThatAreNoCountsAreNotSuggested() {
        PathSuggestions suggestions = PathSuggestions.of("""
                {"usage": {"input_tokens": 1.5, "output_tokens": -1}}""");

        assertThat(suggestions).isEqualTo(PathSuggestions.NONE);
    }

    @Test
    void fewAreSuggestedOfMany() {
        String item = "{\"text\": \"Hello\"},";
        String body = "{\"choices\": [" + item.repeat(50_000) + "{}]}";

        assertThat(PathSuggestions.of(body).output())
                .isEqualTo(List.of("choices[0].text", "choices[1].text", "choices[2].text"));
    }

    @ParameterizedTest
    @CsvSource({"200, true", "201, true", "199, false", "302, false", "404, false", "500, false"})
    void onlyAnAnswerOfSuccessSuggestsAnything(int status, boolean suggests) {
        ProbeResult probe = new ProbeResult(
                new Sent("POST", URI.create("https://a.example/v1"), Map.of(), "{}"),
                Optional.of(new Received(status, Map.of(), "{\"problem\": {\"text\": \"No such model.\"}}")),
                Duration.ofMillis(1),
                Optional.empty(),
                Optional.of(new InferenceException(FailureCode.OUTPUT_NOT_FOUND, "nothing is there")));

        assertThat(PathSuggestions.of(probe).output()).isEqualTo(suggests ? List.of("problem.text") : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>502</html>", "{\"text\": \"Hel… (300000 characters in all)", "null", "\"text\""})
    void anAnswerThatIsNoJsonStructureSuggestsNothing(String body) {
        assertThat(PathSuggestions.of(body)).isEqualTo(PathSuggestions.NONE);
    }

    @Test
    void deepNestingIsLookedIntoOnlySoFar() {
        String body = "{\"a\":".repeat(900) + "{\"text\": \"Hello\"}" + "}".repeat(900);

        assertThat(PathSuggestions.of(body)).isEqualTo(PathSuggestions.NONE);
    }
}
