package org.externalmodels.registry.traces;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.billing.Charge;
import org.externalmodels.registry.billing.PriceTable;
import org.externalmodels.registry.billing.Quantities;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.retention.Redaction;

/** One attempt to answer a call, as a row. Texts are cut to fit: a row that is not kept tells nothing. */
final class TraceRow {

    static final String INSERT = """
            insert into trace (id, trace_id, attempt, started_at, millis, first_chunk_millis, source, application, component,
             caller, model_id, model_name, model_revision, connection_id, connection_name, provider_model, status, code,
             message, provider_status, input_tokens, output_tokens, cached_input_tokens, cache_write_tokens,
             reasoning_tokens, token_source, finish_reason, streaming, tags, degraded, cost, currency, price_id, images,
             audio_millis, waited_millis, workflow_instance, workflow_activity, from_cache, saved_input_tokens,
             saved_output_tokens, application_key)""";

    /** Of {@link #INSERT}, in its order. */
    static final List<String> COLUMNS = List.of(INSERT.substring(INSERT.indexOf('(') + 1, INSERT.lastIndexOf(')'))
            .trim()
            .split(",\\s*"));

    static final String INSERT_TAG = "insert into trace_tag (trace_row, name, tag_value, started_at)";

    static final String INSERT_BODY = "insert into trace_body (trace_row, input, output, started_at)";

    private static final int LONGEST_BODY = 10_000_000;
    private static final int LONGEST_TAGS = 100_000;
    private static final int LONGEST_TAG_NAME = 100;
    private static final int LONGEST_TAG_VALUE = 300;

    private final long id;
    private final UsageRecord record;
    private final Redaction redaction;
    private final boolean degraded;
    private final TokenUsage usage;
    private final TokenUsage saved;
    private final UsageRecord.MediaUsage media;
    private final Instant time;
    private final Charge charge;

    /** How much of a record is kept. */
    private enum Extent {
        ALL,
        WITHOUT_TEXTS,
        WITHOUT_TEXTS_AND_COUNTS
    }

    private TraceRow(long id, UsageRecord record, PriceTable prices, Redaction redaction, Extent extent) {
        this.redaction = redaction;
        this.id = id;
        this.record = record;
        this.degraded = extent != Extent.ALL;
        boolean counts = extent != Extent.WITHOUT_TEXTS_AND_COUNTS;
        this.usage = counts ? believed(record.usage()) : TokenUsage.UNKNOWN;
        this.saved = counts ? record.saved().map(TraceRow::believed).orElse(TokenUsage.UNKNOWN) : TokenUsage.UNKNOWN;
        this.media = counts ? believed(record.media()) : UsageRecord.MediaUsage.UNKNOWN;
        this.time = Fitting.time(record.startedAt());
        this.charge = counts
                ? prices.charge(
                        record.target().modelId().orElse(null),
                        record.target().connectionName().orElse(null),
                        time,
                        Quantities.of(
                                record.outcome().status(),
                                record.fromCache(),
                                usage,
                                media.images(),
                                media.audioMillis()))
                : Charge.UNKNOWN;
    }

    static TraceRow of(long id, UsageRecord record, PriceTable prices, Redaction redaction) {
        return new TraceRow(id, record, prices, redaction, Extent.ALL);
    }

    /** The row of a record that the database refused: what a bill needs, in words that no database refuses. */
    static TraceRow degraded(long id, UsageRecord record, PriceTable prices, Redaction redaction) {
        return new TraceRow(id, record, prices, redaction, Extent.WITHOUT_TEXTS);
    }

    /** The row of a record whose numbers the database refused as well: they and the cost are unknown. */
    static TraceRow withoutCounts(long id, UsageRecord record, PriceTable prices, Redaction redaction) {
        return new TraceRow(id, record, prices, redaction, Extent.WITHOUT_TEXTS_AND_COUNTS);
    }

    /** As far as sums can take it: a journal may have records of whoever believed more. */
    private static TokenUsage believed(TokenUsage told) {
        return new TokenUsage(
                believed(told.inputTokens()),
                believed(told.outputTokens()),
                believed(told.cachedInputTokens()),
                believed(told.cacheWriteTokens()),
                believed(told.reasoningTokens()),
                told.source());
    }

    private static UsageRecord.MediaUsage believed(UsageRecord.MediaUsage told) {
        return new UsageRecord.MediaUsage(believed(told.images()), believed(told.audioMillis()));
    }

    private static OptionalLong believed(OptionalLong told) {
        return told.orElse(0) < 0 || told.orElse(0) > TokenUsage.MOST ? OptionalLong.empty() : told;
    }

    Object[] columns() {
        UsageRecord.Target target = record.target();
        UsageRecord.Outcome outcome = record.outcome();
        return new Object[] {
            id,
            fit(record.traceId(), 100),
            record.attempt(),
            time,
            record.duration().toMillis(),
            firstChunkMillis(),
            source(),
            application(),
            component(),
            caller(),
            fit(target.modelId(), 36),
            model(),
            target.revision() > 0 ? target.revision() : null,
            fit(target.connectionId(), 36),
            connection(),
            fit(target.providerModel(), 200),
            outcome.status().wireName(),
            code(),
            degraded ? null : fit(outcome.message().map(redaction::of), 2_000),
            number(outcome.providerStatus()),
            number(usage.inputTokens()),
            number(usage.outputTokens()),
            number(usage.cachedInputTokens()),
            number(usage.cacheWriteTokens()),
            number(usage.reasoningTokens()),
            usage.source().name(),
            record.finishReason().name(),
            record.streaming(),
            degraded || record.tags().isEmpty()
                    ? null
                    : Fitting.text(JsonRecords.json(record.tags()).toString(), LONGEST_TAGS),
            degraded,
            charge.cost(),
            charge.currency(),
            charge.priceId(),
            number(media.images()),
            number(media.audioMillis()),
            waitedMillis(),
            workflow(InferenceRequest.WORKFLOW_INSTANCE),
            workflow(InferenceRequest.WORKFLOW_ACTIVITY),
            record.fromCache(),
            number(saved.inputTokens()),
            number(saved.outputTokens()),
            key()
        };
    }

    /** One of each name: two long names may have become the same. */
    List<Object[]> tags() {
        Map<String, String> fitting = new TreeMap<>();
        if (!degraded) {
            new TreeMap<>(record.tags())
                    .forEach((name, value) -> fitting.put(fit(name, LONGEST_TAG_NAME), fit(value, LONGEST_TAG_VALUE)));
        }
        List<Object[]> rows = new ArrayList<>();
        fitting.forEach((name, value) -> rows.add(new Object[] {id, name, value, time}));
        return rows;
    }

    /** What was said, if any of it was captured and can be stored. */
    Optional<Object[]> body() {
        if (degraded || (record.input().isEmpty() && record.output().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Object[] {id, redacted(record.input()), redacted(record.output()), time});
    }

    private String redacted(Optional<String> text) {
        return text.map(redaction::of)
                .map(words -> Fitting.text(words, LONGEST_BODY))
                .orElse(null);
    }

    /** Names that lead to no model or connection are their callers' own, and of no sum. */
    UsageFact fact() {
        return new UsageFact(
                time,
                record.target().modelId().isPresent() ? model() : null,
                record.target().connectionId().isPresent() ? connection() : null,
                application(),
                component(),
                caller(),
                key(),
                source(),
                workflow(InferenceRequest.WORKFLOW_ACTIVITY),
                code(),
                record.duration().toMillis(),
                waitedMillis(),
                firstChunkMillis(),
                number(usage.inputTokens()),
                number(usage.outputTokens()),
                number(usage.cachedInputTokens()),
                number(usage.cacheWriteTokens()),
                number(usage.reasoningTokens()),
                number(media.images()),
                number(media.audioMillis()),
                charge.cost(),
                charge.currency());
    }

    private Long waitedMillis() {
        return record.waited().map(Duration::toMillis).orElse(null);
    }

    private String workflow(String tag) {
        return fit(Optional.ofNullable(record.tags().get(tag)), LONGEST_TAG_VALUE);
    }

    private Long firstChunkMillis() {
        return record.firstChunk().map(Duration::toMillis).orElse(null);
    }

    private String source() {
        return record.origin().source().wireName();
    }

    private String application() {
        return fit(record.origin().application(), 200);
    }

    private String component() {
        return fit(record.origin().component(), 200);
    }

    private String caller() {
        return fit(record.origin().caller(), 200);
    }

    private String key() {
        return fit(record.origin().key(), 200);
    }

    private String model() {
        return fit(record.target().modelName(), 200);
    }

    private String connection() {
        return fit(record.target().connectionName(), 200);
    }

    private String code() {
        return record.outcome().code().map(Enum::name).orElse(null);
    }

    private String fit(Optional<String> text, int longest) {
        return text.map(words -> fit(words, longest)).orElse(null);
    }

    private String fit(String text, int longest) {
        return degraded ? Fitting.ascii(text, longest) : Fitting.text(text, longest);
    }

    private static Long number(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }

    private static Integer number(OptionalInt number) {
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }
}
