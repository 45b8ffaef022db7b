package org.externalmodels.registry.traces;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What traces are filtered by. */
public enum TraceField {
    ID("id", "trace_id", Kind.TEXT),
    STATUS("status", "status", Kind.TEXT),
    CODE("code", "code", Kind.TEXT),
    MODEL("model", "model_name", Kind.TEXT),
    CONNECTION("connection", "connection_name", Kind.TEXT),
    SOURCE("source", "source", Kind.TEXT),
    APPLICATION("application", "application", Kind.TEXT),
    COMPONENT("component", "component", Kind.TEXT),
    CALLER("caller", "caller", Kind.TEXT),
    KEY("key", "application_key", Kind.TEXT),
    PROVIDER_MODEL("providerModel", "provider_model", Kind.TEXT),
    FINISH_REASON("finishReason", "finish_reason", Kind.TEXT),
    WORKFLOW_INSTANCE("workflowInstance", "workflow_instance", Kind.TEXT),
    WORKFLOW_ACTIVITY("workflowActivity", "workflow_activity", Kind.TEXT),
    CURRENCY("currency", "currency", Kind.TEXT),
    PRICE_ID("priceId", "price_id", Kind.TEXT),
    MILLIS("millis", "millis", Kind.WHOLE),
    WAITED_MILLIS("waitedMillis", "waited_millis", Kind.WHOLE),
    FIRST_CHUNK_MILLIS("firstChunkMillis", "first_chunk_millis", Kind.WHOLE),
    PROVIDER_STATUS("providerStatus", "provider_status", Kind.WHOLE),
    ATTEMPT("attempt", "attempt", Kind.WHOLE),
    REVISION("revision", "model_revision", Kind.WHOLE),
    INPUT_TOKENS("inputTokens", "input_tokens", Kind.WHOLE),
    OUTPUT_TOKENS("outputTokens", "output_tokens", Kind.WHOLE),
    CACHED_INPUT_TOKENS("cachedInputTokens", "cached_input_tokens", Kind.WHOLE),
    CACHE_WRITE_TOKENS("cacheWriteTokens", "cache_write_tokens", Kind.WHOLE),
    REASONING_TOKENS("reasoningTokens", "reasoning_tokens", Kind.WHOLE),
    TOKEN_SOURCE("tokenSource", "token_source", Kind.TEXT),
    IMAGES("images", "images", Kind.WHOLE),
    AUDIO_MILLIS("audioMillis", "audio_millis", Kind.WHOLE),
    COST("cost", "cost", Kind.DECIMAL),
    STREAMING("streaming", "streaming", Kind.TRUTH),
    FROM_CACHE("fromCache", "from_cache", Kind.TRUTH),
    SAVED_INPUT_TOKENS("savedInputTokens", "saved_input_tokens", Kind.WHOLE),
    SAVED_OUTPUT_TOKENS("savedOutputTokens", "saved_output_tokens", Kind.WHOLE),
    DEGRADED("degraded", "degraded", Kind.TRUTH);

    /**
     * The columns that zones tell of: all but those with so many values that each zone has its own, which an index finds.
     */
    public static final List<String> ZONED = Arrays.stream(values())
            .filter(field -> field != ID && field != WORKFLOW_INSTANCE)
            .map(TraceField::column)
            .toList();

    enum Kind {
        TEXT,
        WHOLE,
        DECIMAL,
        TRUTH
    }

    private final String wireName;
    private final String column;
    private final Kind kind;

    TraceField(String wireName, String column, Kind kind) {
        this.wireName = wireName;
        this.column = column;
        this.kind = kind;
    }

    /** The name in the management API. */
    public String wireName() {
        return wireName;
    }

    String column() {
        return column;
    }

    Kind kind() {
        return kind;
    }

    static Optional<TraceField> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.wireName.equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(TraceField::wireName).collect(Collectors.joining(", "));
    }
}
