package org.externalmodels.registry.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallObserver.Observation;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.UsageRecord.Status;

/** One call, with all its attempts, as a span. A failure is told by its code: what a provider says of it may quote the request. */
final class GenAiCall implements Observation {

    private static final String FAILED = "gen_ai.client.operation.exception";

    private final Span span;
    private final String operation;
    private final boolean streaming;
    private final AttributesBuilder common;
    private final GenAiInstruments instruments;
    private final Logger events;
    private Attributes ofChunks;
    private long lastChunk;

    GenAiCall(
            Span span,
            String operation,
            boolean streaming,
            AttributesBuilder common,
            GenAiInstruments instruments,
            Logger events) {
        this.span = span;
        this.operation = operation;
        this.streaming = streaming;
        this.common = common;
        this.instruments = instruments;
        this.events = events;
    }

    @Override
    public void routed(ModelDefinition model, ConnectionDefinition connection) {
        URI endpoint = connection.baseUrl().or(model::endpoint).orElse(null);
        String requested = model.providerModel().orElse(model.name());
        AttributesBuilder target = Attributes.builder();
        target.put(GenAi.PROVIDER, GenAiProvider.name(model.structure(), endpoint));
        target.put(GenAi.REQUEST_MODEL, requested);
        target.put(GenAi.MODEL, model.name());
        target.put(GenAi.CONNECTION, connection.name());
        if (endpoint != null && endpoint.getHost() != null) {
            target.put(GenAi.SERVER_ADDRESS, endpoint.getHost());
            target.put(GenAi.SERVER_PORT, (long) port(endpoint));
        }
        Attributes known = target.build();
        span.setAllAttributes(known);
        span.updateName(operation + " " + requested);
        common.putAll(known);
    }

    private static int port(URI endpoint) {
        return endpoint.getPort() > 0 ? endpoint.getPort() : "http".equals(endpoint.getScheme()) ? 80 : 443;
    }

    @Override
    public void firstChunk() {
        lastChunk = System.nanoTime();
    }

    @Override
    public void chunk() {
        long now = System.nanoTime();
        if (ofChunks == null) {
            ofChunks = common.build();
        }
        instruments.chunkCame(now - lastChunk, ofChunks);
        lastChunk = now;
    }

    @Override
    public void answeredBy(String providerModel) {
        span.setAttribute(GenAi.RESPONSE_MODEL, providerModel);
        common.put(GenAi.RESPONSE_MODEL, providerModel);
    }

    @Override
    public void retrying(UsageRecord record) {
        String code = record.outcome().code().map(FailureCode::name).orElse("");
        span.addEvent("retry", Attributes.of(GenAi.ERROR_TYPE, code));
        if (wasAsked(record)) {
            instruments.used(
                    record.usage(),
                    common.build().toBuilder().put(GenAi.ERROR_TYPE, code).build());
        }
    }

    private static boolean wasAsked(UsageRecord record) {
        return !record.usage().equals(TokenUsage.NONE);
    }

    @Override
    public void ended(UsageRecord record) {
        if (record.fromCache()) {
            span.setAttribute(GenAi.FROM_CACHE, true);
        }
        boolean asked = wasAsked(record);
        if (asked) {
            count(GenAi.INPUT_TOKENS, record.usage().inputTokens());
            count(GenAi.OUTPUT_TOKENS, record.usage().outputTokens());
            count(GenAi.CACHED_TOKENS, record.usage().cachedInputTokens());
            count(GenAi.CACHE_WRITE_TOKENS, record.usage().cacheWriteTokens());
            count(GenAi.REASONING_TOKENS, record.usage().reasoningTokens());
        }
        if (record.finishReason() != FinishReason.UNKNOWN) {
            span.setAttribute(
                    GenAi.FINISH_REASONS,
                    java.util.List.of(record.finishReason().name().toLowerCase(Locale.ROOT)));
        }
        span.setAttribute(GenAi.ATTEMPTS, (long) record.attempt());
        record.outcome().code().ifPresent(code -> failed(record, code));
        Attributes described = common.build();
        Optional<Duration> first = streaming ? record.firstChunk() : Optional.empty();
        first.ifPresent(after -> {
            span.setAttribute(GenAi.TIME_TO_FIRST_CHUNK, GenAiInstruments.seconds(after));
            instruments.firstChunkCame(after, described);
        });
        if (asked) {
            instruments.used(record.usage(), described);
        }
        instruments.ended(record.waited().orElse(record.duration()), described);
        span.end();
    }

    private void count(AttributeKey<Long> name, OptionalLong count) {
        if (count.isPresent()) {
            span.setAttribute(name, count.getAsLong());
        }
    }

    private void failed(UsageRecord record, FailureCode code) {
        span.setAttribute(GenAi.ERROR_TYPE, code.name());
        span.setStatus(StatusCode.ERROR, code.name());
        record.outcome().providerStatus().ifPresent(status -> span.setAttribute(GenAi.STATUS, (long) status));
        common.put(GenAi.ERROR_TYPE, code.name());
        if (record.outcome().status() != Status.ABORTED_CLIENT) {
            events.logRecordBuilder()
                    .setContext(Context.current().with(span))
                    .setSeverity(Severity.WARN)
                    .setBody("A call failed with " + code)
                    .setAllAttributes(common.build())
                    .setAttribute(GenAi.EVENT_NAME, FAILED)
                    .setAttribute(GenAi.TRACE_ID, record.traceId())
                    .emit();
        }
    }
}
