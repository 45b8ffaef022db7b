package org.externalmodels.connector.cci;

import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import jakarta.resource.cci.Record;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/** Writes answers as records. What is unknown is absent, so that nobody adds it up as zero. */
public final class OutputRecord {

    private static final String NAME = "answer";

    private OutputRecord() {}

    /** The record of an answer. */
    public static MappedRecord<String, Object> of(InferenceResponse response) {
        ValuesByName<String, Object> record = new ValuesByName<>(NAME);
        record.put("text", response.text());
        response.reasoning().ifPresent(reasoning -> record.put("reasoning", reasoning));
        record.putAll(besideText(response));
        return record;
    }

    /** What an answer has beside its text and its reasoning. */
    static ValuesByName<String, Object> besideText(InferenceResponse response) {
        ValuesByName<String, Object> record = new ValuesByName<>(NAME);
        response.json().ifPresent(json -> record.put("json", json));
        if (!response.toolCalls().isEmpty()) {
            record.put("toolCalls", toolCalls(response.toolCalls()));
        }
        if (!response.images().isEmpty()) {
            record.put("images", images(response.images()));
        }
        if (response.finishReason() != FinishReason.UNKNOWN) {
            record.put("finishReason", response.finishReason().name());
        }
        if (response.refused()) {
            record.put("refused", true);
        }
        response.stopSequence().ifPresent(stop -> record.put("stopSequence", stop));
        usage(record, response.usage());
        record.put("model", response.modelName());
        record.put("connection", response.connectionName());
        response.providerModel().ifPresent(name -> record.put("providerModel", name));
        record.put("traceId", response.traceId());
        if (response.fromCache()) {
            record.put("fromCache", true);
        }
        return record;
    }

    /** The record of vectors. */
    public static MappedRecord<String, Object> of(EmbeddingResponse response) {
        ValuesInOrder<Object> vectors = new ValuesInOrder<>("vectors");
        vectors.addAll(response.vectors());
        ValuesByName<String, Object> record = new ValuesByName<>(NAME);
        record.put("vectors", vectors);
        usage(record, response.usage());
        record.put("model", response.modelName());
        record.put("connection", response.connectionName());
        record.put("traceId", response.traceId());
        if (response.fromCache()) {
            record.put("fromCache", true);
        }
        return record;
    }

    /** Whether an answer can be put into a caller's record. */
    public static boolean fits(Record output) {
        return output instanceof MappedRecord || output instanceof IndexedRecord;
    }

    /**
     * Replaces the content of a caller's record: a mapped one takes every key, an indexed one the text alone, the vectors, or
     * all chunks.
     */
    @SuppressWarnings("unchecked") // whatever the caller keeps in it is replaced by what is documented
    public static void fill(Record output, Record answer) {
        if (output instanceof MappedRecord<?, ?> mapped) {
            mapped.clear();
            ((Map<Object, Object>) mapped).putAll((Map<String, Object>) answer);
        } else {
            List<Object> indexed = (List<Object>) output;
            indexed.clear();
            indexed.addAll(inOrder(answer));
        }
    }

    private static List<?> inOrder(Record answer) {
        if (answer instanceof IndexedRecord<?> chunks) {
            return chunks;
        }
        Map<?, ?> whole = (Map<?, ?>) answer;
        return whole.get("vectors") instanceof List<?> vectors ? vectors : List.of(whole.get("text"));
    }

    private static void usage(ValuesByName<String, Object> record, TokenUsage usage) {
        put(record, "inputTokens", usage.inputTokens());
        put(record, "outputTokens", usage.outputTokens());
        put(record, "cachedInputTokens", usage.cachedInputTokens());
        put(record, "cacheWriteTokens", usage.cacheWriteTokens());
        put(record, "reasoningTokens", usage.reasoningTokens());
    }

    private static void put(ValuesByName<String, Object> record, String key, OptionalLong number) {
        number.ifPresent(value -> record.put(key, value));
    }

    private static ValuesInOrder<Object> toolCalls(List<ToolCall> calls) {
        ValuesInOrder<Object> records = new ValuesInOrder<>("toolCalls");
        for (ToolCall call : calls) {
            ValuesByName<String, Object> record = new ValuesByName<>("toolCall");
            record.put("id", call.id());
            record.put("name", call.name());
            record.put("arguments", call.arguments());
            records.add(record);
        }
        return records;
    }

    private static ValuesInOrder<Object> images(List<Media> images) {
        ValuesInOrder<Object> records = new ValuesInOrder<>("images");
        for (Media image : images) {
            ValuesByName<String, Object> record = new ValuesByName<>("image");
            image.mediaType().ifPresent(type -> record.put("mediaType", type));
            image.bytes().ifPresent(bytes -> record.put("bytes", bytes));
            image.uri().ifPresent(uri -> record.put("uri", uri.toString()));
            records.add(record);
        }
        return records;
    }
}
