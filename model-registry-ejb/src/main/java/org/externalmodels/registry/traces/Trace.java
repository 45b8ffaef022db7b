package org.externalmodels.registry.traces;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Columns;

/** One attempt to answer a call, as a row. Texts are cut to fit: a row that is not kept tells nothing. */
@Entity
public class Trace {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "trace_row")
    @SequenceGenerator(name = "trace_row", sequenceName = "trace_row", allocationSize = 500)
    private Long id;

    @Column(name = "trace_id")
    private String traceId;

    private int attempt;

    @Column(name = "started_at")
    private OffsetDateTime startedAt;

    private long millis;

    @Column(name = "first_chunk_millis")
    private Long firstChunkMillis;

    private String source;
    private String application;
    private String component;
    private String caller;

    @Column(name = "model_id")
    private String modelId;

    @Column(name = "model_name")
    private String modelName;

    @Column(name = "model_revision")
    private Integer modelRevision;

    @Column(name = "connection_id")
    private String connectionId;

    @Column(name = "connection_name")
    private String connectionName;

    @Column(name = "provider_model")
    private String providerModel;

    private String status;
    private String code;
    private String message;

    @Column(name = "provider_status")
    private Integer providerStatus;

    @Column(name = "input_tokens")
    private Long inputTokens;

    @Column(name = "output_tokens")
    private Long outputTokens;

    @Column(name = "cached_input_tokens")
    private Long cachedInputTokens;

    @Column(name = "cache_write_tokens")
    private Long cacheWriteTokens;

    @Column(name = "reasoning_tokens")
    private Long reasoningTokens;

    @Column(name = "token_source")
    private String tokenSource;

    @Column(name = "finish_reason")
    private String finishReason;

    private boolean streaming;
    private String tags;
    private boolean degraded;

    protected Trace() {}

    /** The row of a record. */
    Trace(UsageRecord record) {
        time(record);
        origin(record.origin());
        target(record.target());
        outcome(record.outcome());
        usage(record.usage());
        finishReason = record.finishReason().name();
        streaming = record.streaming();
        tags = record.tags().isEmpty()
                ? null
                : Fitting.text(JsonRecords.json(record.tags()).toString(), 100_000);
    }

    /** The row of a record that the database refused: what a bill needs, in words that no database refuses. */
    static Trace degraded(UsageRecord record) {
        Trace trace = new Trace();
        trace.time(record);
        trace.traceId = Fitting.ascii(record.traceId(), 100);
        trace.source = record.origin().source().wireName();
        trace.application = plain(record.origin().application(), 200);
        trace.caller = plain(record.origin().caller(), 200);
        trace.modelId = plain(record.target().modelId(), 36);
        trace.modelName = Fitting.ascii(record.target().modelName(), 200);
        trace.modelRevision = record.target().revision() > 0 ? record.target().revision() : null;
        trace.connectionId = plain(record.target().connectionId(), 36);
        trace.connectionName = plain(record.target().connectionName(), 200);
        trace.providerModel = plain(record.target().providerModel(), 200);
        trace.status = record.outcome().status().wireName();
        trace.code = record.outcome().code().map(Enum::name).orElse(null);
        trace.usage(record.usage());
        trace.finishReason = record.finishReason().name();
        trace.streaming = record.streaming();
        trace.degraded = true;
        return trace;
    }

    private void time(UsageRecord record) {
        traceId = Fitting.text(record.traceId(), 100);
        attempt = record.attempt();
        startedAt = Columns.time(Fitting.time(record.startedAt()));
        millis = record.duration().toMillis();
        firstChunkMillis = record.firstChunk().map(Duration::toMillis).orElse(null);
    }

    private void origin(CallOrigin origin) {
        source = origin.source().wireName();
        application = fitting(origin.application());
        component = fitting(origin.component());
        caller = fitting(origin.caller());
    }

    private void target(UsageRecord.Target target) {
        modelId = target.modelId().map(id -> Fitting.text(id, 36)).orElse(null);
        modelName = Fitting.text(target.modelName(), 200);
        modelRevision = target.revision() > 0 ? target.revision() : null;
        connectionId = target.connectionId().map(id -> Fitting.text(id, 36)).orElse(null);
        connectionName = fitting(target.connectionName());
        providerModel = fitting(target.providerModel());
    }

    private void outcome(UsageRecord.Outcome outcome) {
        status = outcome.status().wireName();
        code = outcome.code().map(Enum::name).orElse(null);
        message = outcome.message().map(text -> Fitting.text(text, 2_000)).orElse(null);
        providerStatus =
                outcome.providerStatus().isPresent() ? outcome.providerStatus().getAsInt() : null;
    }

    private void usage(TokenUsage usage) {
        inputTokens = known(usage.inputTokens());
        outputTokens = known(usage.outputTokens());
        cachedInputTokens = known(usage.cachedInputTokens());
        cacheWriteTokens = known(usage.cacheWriteTokens());
        reasoningTokens = known(usage.reasoningTokens());
        tokenSource = usage.source().name();
    }

    private static String fitting(Optional<String> text) {
        return text.map(words -> Fitting.text(words, 200)).orElse(null);
    }

    private static String plain(Optional<String> text, int longest) {
        return text.map(words -> Fitting.ascii(words, longest)).orElse(null);
    }

    private static Long known(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private JsonValue tags() {
        if (tags == null) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = Json.createReader(new StringReader(tags))) {
            return reader.readValue();
        } catch (JsonException cut) {
            return Json.createValue(tags);
        }
    }

    Long id() {
        return id;
    }

    Instant startedAt() {
        return startedAt.toInstant();
    }

    TraceItem item() {
        return new TraceItem(
                traceId,
                startedAt(),
                modelName,
                connectionName,
                status,
                code,
                millis,
                firstChunkMillis,
                source,
                caller,
                inputTokens,
                outputTokens,
                null,
                attempt,
                application,
                component,
                modelRevision,
                providerModel,
                providerStatus,
                message,
                cachedInputTokens,
                reasoningTokens,
                streaming,
                tags(),
                degraded,
                id);
    }
}
