package org.externalmodels.registry.traces;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A line of the list of traces: one attempt. {@code null} means unknown, never zero.
 *
 * @param id of the call, as its caller got it; attempts of one call share it
 * @param time when the attempt began
 * @param model the model's name
 * @param connection the connection's name
 * @param status in one word
 * @param code why it failed
 * @param millis until its end
 * @param firstChunkMillis until the first piece of the answer
 * @param source the way in
 * @param caller on whose behalf
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 * @param cost of the attempt
 * @param attempt from 1
 * @param application that called
 * @param component the module or bean in it
 * @param revision of the model
 * @param providerModel the provider's name of the model
 * @param providerStatus the provider's HTTP status
 * @param message of the failure
 * @param cachedInputTokens of the tokens read, those from the provider's cache
 * @param reasoningTokens of the tokens written, those spent on reasoning
 * @param streaming whether the answer was handed over as it arrived
 * @param tags the caller's own, a JSON object
 * @param degraded whether part of the record could not be stored
 * @param row unique
 */
public record TraceItem(
        String id,
        Instant time,
        String model,
        String connection,
        String status,
        String code,
        long millis,
        Long firstChunkMillis,
        String source,
        String caller,
        Long inputTokens,
        Long outputTokens,
        BigDecimal cost,
        int attempt,
        String application,
        String component,
        Integer revision,
        String providerModel,
        Integer providerStatus,
        String message,
        Long cachedInputTokens,
        Long reasoningTokens,
        boolean streaming,
        JsonValue tags,
        boolean degraded,
        long row) {}
