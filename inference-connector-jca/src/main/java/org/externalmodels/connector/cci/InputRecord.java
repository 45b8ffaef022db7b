package org.externalmodels.connector.cci;

import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import jakarta.resource.cci.Record;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;

/** What a caller through the common client interface asks for, read from its record. */
public final class InputRecord {

    /** {@code docs/connector.md} says what each means. */
    private static final Set<String> CALL = Set.of("model", "connection", "timeoutMillis", "tags");

    private static final Set<String> INFERENCE = Set.of(
            "prompt",
            "stream",
            "system",
            "messages",
            "images",
            "audio",
            "variables",
            "temperature",
            "topP",
            "maxTokens",
            "stop",
            "seed",
            "reasoningEffort",
            "extras",
            "hints",
            "responseFormat",
            "responseSchema",
            "responseSchemaName",
            "tools",
            "toolChoice",
            "parallelToolCalls",
            "output");

    private static final Set<String> EMBEDDING = Set.of("inputs", "dimensions", "purpose");

    private static final Set<String> ALL = allKeys();

    private final Values values;

    private InputRecord(Values values) {
        this.values = values;
    }

    /**
     * Reads a record of either kind; an indexed one is a prompt, or a prompt and a system instruction.
     *
     * @throws InferenceException {@link FailureCode#INVALID_REQUEST}, also from the methods below; the message names the
     *     key
     */
    public static InputRecord read(Record record) {
        Map<?, ?> entries;
        if (record instanceof MappedRecord<?, ?> mapped) {
            entries = mapped;
        } else if (record instanceof IndexedRecord<?> indexed) {
            entries = entries(indexed);
        } else {
            throw Values.invalid("The input must be a mapped or an indexed record, not "
                    + (record == null ? "null" : record.getClass().getName()));
        }
        Values values = Values.of("", entries, ALL);
        refuseMixed(values);
        return new InputRecord(values);
    }

    /** The model the record names. */
    public Optional<String> model() {
        return Optional.ofNullable(values.text("model"));
    }

    /** The connection the record names. */
    public Optional<String> connection() {
        return Optional.ofNullable(values.text("connection"));
    }

    /** Whether texts shall be turned into vectors, rather than a model answer. */
    public boolean isEmbedding() {
        return values.has("inputs");
    }

    /**
     * Whether the answer shall come in chunks.
     *
     * @param otherwise if the record does not say
     */
    public boolean isStreamed(boolean otherwise) {
        Boolean stream = values.flag("stream");
        return !isEmbedding() && (stream == null ? otherwise : stream);
    }

    /**
     * The request for vectors.
     *
     * @param limit the timeout if the record has none, {@code null} for none
     */
    public EmbeddingRequest embeddingRequest(Duration limit) {
        try {
            return new EmbeddingRequest(
                    values.texts("inputs"), values.wholeInt("dimensions"), purpose(), timeout(limit), tags());
        } catch (IllegalArgumentException e) {
            throw asInvalid(e);
        }
    }

    private EmbeddingPurpose purpose() {
        String purpose = values.text("purpose");
        return purpose == null
                ? null
                : EmbeddingPurpose.ofWireName(purpose)
                        .orElseThrow(
                                () -> Values.invalid("purpose must be search_document, search_query, classification or"
                                        + " clustering, not " + purpose));
    }

    /**
     * The request for an answer.
     *
     * @param limit the timeout if the record has none, {@code null} for none
     */
    public InferenceRequest inferenceRequest(Duration limit) {
        if (!values.has("prompt") && !values.has("messages") && !values.has("variables")) {
            throw Values.invalid("The input record has neither prompt, messages, variables nor inputs");
        }
        try {
            return request(limit);
        } catch (IllegalArgumentException e) {
            throw asInvalid(e);
        }
    }

    private InferenceRequest request(Duration limit) {
        InferenceRequest.Builder request = InferenceRequest.builder();
        if (values.has("system")) {
            request.system(values.text("system"));
        }
        request.messages(Messages.read(values));
        if (values.has("prompt") || values.has("images") || values.has("audio")) {
            request.message(Messages.user(values.text("prompt"), values));
        }
        Messages.tools(values).forEach(request::tool);
        tags().forEach(request::tag);
        return request.variables(values.names("variables"))
                .parameters(AnswerSettings.parameters(values))
                .responseFormat(AnswerSettings.responseFormat(values))
                .toolChoice(AnswerSettings.toolChoice(values))
                .parallelToolCalls(values.flag("parallelToolCalls"))
                .output(AnswerSettings.output(values))
                .timeout(timeout(limit))
                .build();
    }

    private Duration timeout(Duration limit) {
        Long millis = values.whole("timeoutMillis");
        if (millis == null) {
            return limit;
        }
        if (millis < 1) {
            throw Values.invalid("timeoutMillis must be at least 1, not " + millis);
        }
        return Duration.ofMillis(millis);
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        values.names("tags").forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw Values.invalid("tags." + name + " must be a string" + Values.found(value));
            }
            tags.put(name, text);
        });
        return tags;
    }

    private static Map<String, Object> entries(List<?> indexed) {
        if (indexed.isEmpty() || indexed.size() > 2) {
            throw Values.invalid(
                    "An indexed input record must be a prompt, or a prompt and a system instruction; this one has "
                            + indexed.size() + " values");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("prompt", indexed.get(0));
        if (indexed.size() == 2) {
            entries.put("system", indexed.get(1));
        }
        return entries;
    }

    /** An answer and vectors are asked for in different words. */
    private static void refuseMixed(Values values) {
        Set<String> strangers = values.has("inputs") ? INFERENCE : EMBEDDING;
        String kind = values.has("inputs") ? " does not go with inputs" : " does not go without inputs";
        for (String key : strangers) {
            if (values.has(key)) {
                throw Values.invalid(key + kind);
            }
        }
    }

    private static Set<String> allKeys() {
        Set<String> keys = new HashSet<>(CALL);
        keys.addAll(INFERENCE);
        keys.addAll(EMBEDDING);
        return Set.copyOf(keys);
    }

    private static InferenceException asInvalid(IllegalArgumentException e) {
        return InferenceException.of(FailureCode.INVALID_REQUEST, e.getMessage())
                .cause(e)
                .build();
    }
}
