package org.externalmodels.registry.billing;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A price as it is shown. {@code null} is what is not asked for.
 *
 * @param id unique
 * @param model the model's name when the price was set
 * @param modelId the model's id
 * @param connection the name of the connection it is for, {@code null} for all of the model
 * @param effectiveFrom when it begins to hold
 * @param currency three letters (ISO 4217)
 * @param input per million tokens read
 * @param output per million tokens written
 * @param cachedRead per million tokens read from the provider's cache
 * @param cacheWrite per million tokens written to it
 * @param reasoning per million tokens spent on reasoning
 * @param image for each image
 * @param audioMinute for each minute of sound
 * @param request for each call that was answered
 * @param changedBy who set it
 * @param changedOn when
 * @param version grows with each change
 */
public record PriceItem(
        String id,
        String model,
        String modelId,
        String connection,
        Instant effectiveFrom,
        String currency,
        BigDecimal input,
        BigDecimal output,
        BigDecimal cachedRead,
        BigDecimal cacheWrite,
        BigDecimal reasoning,
        BigDecimal image,
        BigDecimal audioMinute,
        BigDecimal request,
        String changedBy,
        Instant changedOn,
        long version) {}
