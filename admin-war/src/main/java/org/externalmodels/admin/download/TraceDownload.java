package org.externalmodels.admin.download;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.traces.TraceExports;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;

/** Traces as a file, written part by part while they are read, so that it may be of any length. */
@RequestScoped
public class TraceDownload {

    private static final int PART = 1_000;

    static final List<String> HEAD = List.of(
            "id",
            "attempt",
            "time",
            "model",
            "connection",
            "status",
            "code",
            "millis",
            "firstChunkMillis",
            "source",
            "application",
            "component",
            "caller",
            "inputTokens",
            "outputTokens",
            "cachedInputTokens",
            "cacheWriteTokens",
            "reasoningTokens",
            "cost",
            "currency",
            "providerModel",
            "revision",
            "providerStatus",
            "finishReason",
            "streaming",
            "tags",
            "message",
            "waitedMillis",
            "images",
            "audioMillis",
            "workflowInstance",
            "workflowActivity",
            "fromCache",
            "savedInputTokens",
            "savedOutputTokens",
            "key",
            "tokenSource",
            "degraded",
            "priceId");

    @Inject
    private TraceLog traces;

    @Inject
    private TraceExports exports;

    /** Reads the first part, so that who may not read them gets a refusal and not half a file, and notes the download. */
    public Download of(TraceFilter filter) {
        Slice<TraceItem> first = traces.slice(filter, PART, Optional.empty());
        exports.record(filter);
        TraceLog log = traces;
        return new PartedCsv<>(HEAD, TraceDownload::cells, place -> log.slice(filter, PART, Optional.of(place)))
                .from(first);
    }

    static List<Object> cells(TraceItem t) {
        return Arrays.asList(
                t.id(),
                t.attempt(),
                t.time(),
                t.model(),
                t.connection(),
                t.status(),
                t.code(),
                t.millis(),
                t.firstChunkMillis(),
                t.source(),
                t.application(),
                t.component(),
                t.caller(),
                t.inputTokens(),
                t.outputTokens(),
                t.cachedInputTokens(),
                t.cacheWriteTokens(),
                t.reasoningTokens(),
                t.cost(),
                t.currency(),
                t.providerModel(),
                t.revision(),
                t.providerStatus(),
                t.finishReason(),
                t.streaming(),
                t.tags() == JsonValue.NULL ? null : t.tags(),
                t.message(),
                t.waitedMillis(),
                t.images(),
                t.audioMillis(),
                t.workflowInstance(),
                t.workflowActivity(),
                t.fromCache(),
                t.savedInputTokens(),
                t.savedOutputTokens(),
                t.key(),
                t.tokenSource(),
                t.degraded(),
                t.priceId());
    }
}
