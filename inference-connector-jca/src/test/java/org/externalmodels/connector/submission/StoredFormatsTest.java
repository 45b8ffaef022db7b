package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.CallOrigin;
import org.junit.jupiter.api.Test;

class StoredFormatsTest {

    private static final CallOrigin ORIGIN = new CallOrigin(
                    CallOrigin.Source.WORKFLOW, Optional.of("claims"), Optional.of("triage"), Optional.of("amy"))
            .withKey("claims of amy");

    @Test
    void keepEverythingThatIsAsked() {
        InferenceRequest request = everything();

        StoredRequest copy =
                StoredRequest.decode(new StoredRequest(ORIGIN, request, Optional.of(Duration.ofMinutes(1))).encode());

        assertThat(copy.origin()).isEqualTo(ORIGIN);
        InferenceRequest asked = copy.request();
        assertThat(asked.messages()).isEqualTo(request.messages());
        assertThat(asked.parameters()).isEqualTo(request.parameters());
        assertThat(asked.responseFormat()).isEqualTo(request.responseFormat());
        assertThat(asked.tools()).isEqualTo(request.tools());
        assertThat(asked.toolChoice()).isEqualTo(request.toolChoice());
        assertThat(asked.output()).isEqualTo(request.output());
        assertThat(asked.parallelToolCalls()).contains(false);
        assertThat(asked.timeout()).contains(Duration.ofSeconds(90));
        assertThat(copy.defaultTimeout()).contains(Duration.ofMinutes(1));
        assertThat(asked.tags()).isEqualTo(request.tags());
        assertThat(asked.variables()).isEqualTo(request.variables());
    }

    @Test
    void keepNothingThatIsNotAsked() {
        StoredRequest copy = StoredRequest.decode(
                new StoredRequest(CallOrigin.APPLICATION, InferenceRequest.prompt("hello"), Optional.empty()).encode());

        assertThat(copy.origin()).isEqualTo(CallOrigin.APPLICATION);
        assertThat(copy.request().parameters()).isEqualTo(InferenceParameters.DEFAULTS);
        assertThat(copy.request().timeout()).isEmpty();
        assertThat(copy.defaultTimeout()).isEmpty();
        assertThat(copy.request().parallelToolCalls()).isEmpty();
        assertThat(copy.request().responseFormat()).isEqualTo(ResponseFormat.TEXT);
    }

    @Test
    void keepAnAnswer() {
        InferenceResponse response = new InferenceResponse(
                "{}",
                Optional.of("thinking"),
                List.of(new ToolCall("1", "find", "{\"id\":1}")),
                List.of(Media.of("image/png", new byte[] {1, 2, 3})),
                FinishReason.TOOL_CALLS,
                Optional.of("END"),
                InferenceResponse.Structure.NATIVE,
                new TokenUsage(
                        OptionalLong.of(10),
                        OptionalLong.of(20),
                        OptionalLong.of(5),
                        OptionalLong.empty(),
                        OptionalLong.of(3),
                        TokenUsage.Source.PROVIDER),
                "gpt",
                "main",
                Optional.of("gpt-2026"),
                "trace-1",
                true,
                true);

        StoredResult copy = StoredResult.decode(StoredResult.of(response).encode());

        assertThat(copy.response()).contains(response);
        assertThat(copy.failure()).isEmpty();
    }

    @Test
    void keepAFailure() {
        InferenceException failure = InferenceException.of(FailureCode.RATE_LIMITED, "too fast")
                .modelName("gpt")
                .connectionName("main")
                .traceId("trace-1")
                .retryAfter(Duration.ofSeconds(3))
                .providerStatus(429)
                .providerBody("slow down")
                .cause(new IllegalStateException("not kept"))
                .build();

        InferenceException copy =
                StoredResult.decode(StoredResult.of(failure).encode()).failure().orElseThrow();

        assertThat(copy.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(copy).hasMessage("too fast");
        assertThat(copy.modelName()).contains("gpt");
        assertThat(copy.connectionName()).contains("main");
        assertThat(copy.traceId()).contains("trace-1");
        assertThat(copy.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(copy.providerStatus()).hasValue(429);
        assertThat(copy.providerBody()).contains("slow down");
    }

    private static InferenceRequest everything() {
        return InferenceRequest.builder()
                .system("You are an adjuster.")
                .user(
                        Content.text("Look: \"é\" \n \uD83D\uDE00"),
                        Content.image(Media.of("image/png", new byte[] {0, -1, 7})),
                        Content.image(Media.at(URI.create("https://example.org/a.png"))),
                        Content.audio(Media.of("audio/wav", new byte[] {1})))
                .message(new ChatMessage.AssistantMessage(
                        "", List.of(new ToolCall("1", "find", "{}")), List.of(Media.of("image/png", new byte[] {9}))))
                .message(ChatMessage.tool("1", "found"))
                .variable("text", "x")
                .variable("whole", 7L)
                .variable("fraction", new BigDecimal("1.50"))
                .variable("yes", true)
                .variable("nothing", null)
                .variable("list", Arrays.asList("a", null, Map.of("b", 2L)))
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.25)
                        .withTopP(0.9)
                        .withMaxTokens(200)
                        .withStop("END", "STOP")
                        .withSeed(Long.MAX_VALUE)
                        .withReasoningEffort(ReasoningEffort.LOW)
                        .withExtra("service_tier", "flex")
                        .withHint("verbosity", "low"))
                .output(InferenceRequest.Output.TEXT)
                .responseFormat(ResponseFormat.jsonSchema("claim", "{\"type\":\"object\"}"))
                .tool(new Tool("find", null, "{\"type\":\"object\"}"))
                .tool(new Tool("close", "Closes it", "{\"type\":\"object\"}"))
                .toolChoice(ToolChoice.tool("find"))
                .parallelToolCalls(false)
                .timeout(Duration.ofSeconds(90))
                .workflow("process-1", "triage")
                .build();
    }
}
