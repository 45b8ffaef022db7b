package org.externalmodels.connector.cci;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;
import org.junit.jupiter.api.Test;

class OutputRecordTest {

    private static final byte[] PIXELS = {1, 2};

    private static final InferenceResponse RICH = new InferenceResponse(
            "{\"a\":1}",
            Optional.of("thought"),
            List.of(new ToolCall("1", "find", "{}")),
            List.of(Media.of("image/png", PIXELS)),
            FinishReason.TOOL_CALLS,
            Structure.NATIVE,
            new TokenUsage(
                    OptionalLong.of(5),
                    OptionalLong.of(7),
                    OptionalLong.of(1),
                    OptionalLong.of(2),
                    OptionalLong.of(3),
                    TokenUsage.Source.PROVIDER),
            "echo",
            "main",
            Optional.of("echo-1"),
            "t-1");

    private static final InferenceResponse PLAIN = new InferenceResponse(
            "hello",
            Optional.empty(),
            List.of(),
            List.of(),
            FinishReason.UNKNOWN,
            Structure.NONE,
            TokenUsage.UNKNOWN,
            "echo",
            "main",
            Optional.empty(),
            "t-2");

    @Test
    void holdsAllThatIsKnown() {
        MappedRecord<String, Object> record = OutputRecord.of(RICH);
        Map<?, ?> image = (Map<?, ?>) ((List<?>) record.remove("images")).get(0);
        assertThat(image.get("mediaType")).isEqualTo("image/png");
        assertThat(image.get("bytes")).isEqualTo(PIXELS);
        assertThat(record)
                .isEqualTo(Map.ofEntries(
                        Map.entry("text", "{\"a\":1}"),
                        Map.entry("json", "{\"a\":1}"),
                        Map.entry("reasoning", "thought"),
                        Map.entry("toolCalls", List.of(Map.of("id", "1", "name", "find", "arguments", "{}"))),
                        Map.entry("finishReason", "TOOL_CALLS"),
                        Map.entry("inputTokens", 5L),
                        Map.entry("outputTokens", 7L),
                        Map.entry("cachedInputTokens", 1L),
                        Map.entry("cacheWriteTokens", 2L),
                        Map.entry("reasoningTokens", 3L),
                        Map.entry("model", "echo"),
                        Map.entry("connection", "main"),
                        Map.entry("providerModel", "echo-1"),
                        Map.entry("traceId", "t-1")));
    }

    @Test
    void lacksWhatIsUnknown() {
        assertThat(OutputRecord.of(PLAIN))
                .isEqualTo(Map.of("text", "hello", "model", "echo", "connection", "main", "traceId", "t-2"));
    }

    @Test
    void holdsVectors() {
        float[] vector = {0.5f, -0.5f};
        EmbeddingResponse response = new EmbeddingResponse(
                List.of(vector), TokenUsage.reported(OptionalLong.of(4), OptionalLong.empty()), "echo", "main", "t-3");
        MappedRecord<String, Object> record = OutputRecord.of(response);
        assertThat(record.get("vectors")).isEqualTo(List.of(vector));
        assertThat(record.get("inputTokens")).isEqualTo(4L);
        assertThat(record).doesNotContainKey("outputTokens");
    }

    @Test
    void replacesWhatACallersRecordHeld() {
        MappedRecord<String, Object> mapped = new InferenceRecordFactory().createMappedRecord("out");
        mapped.put("inputTokens", 99L);
        OutputRecord.fill(mapped, OutputRecord.of(PLAIN));
        assertThat(mapped).doesNotContainKey("inputTokens").containsEntry("text", "hello");
        assertThat(mapped.getRecordName()).isEqualTo("out");
    }

    @Test
    void isTheTextAloneInAnIndexedRecord() {
        IndexedRecord<Object> indexed = new InferenceRecordFactory().createIndexedRecord("out");
        indexed.add("old");
        OutputRecord.fill(indexed, OutputRecord.of(PLAIN));
        assertThat(indexed).isEqualTo(List.of("hello"));
    }
}
