package org.externalmodels.registry.billing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * What a provider asks for. {@code null} is what it does not ask for; cached and cache-written input then cost what input
 * costs, and reasoning what output costs. Never a float: a cost is exact.
 *
 * @param input per million tokens read
 * @param output per million tokens written
 * @param cachedRead per million tokens read from the provider's cache
 * @param cacheWrite per million tokens written to it
 * @param reasoning per million tokens spent on reasoning
 * @param image for each image made
 * @param audioMinute for each minute listened to
 * @param request for each call that was answered
 */
public record Rates(
        BigDecimal input,
        BigDecimal output,
        BigDecimal cachedRead,
        BigDecimal cacheWrite,
        BigDecimal reasoning,
        BigDecimal image,
        BigDecimal audioMinute,
        BigDecimal request) {

    /** Digits after the point of a cost that is stored. */
    static final int SCALE = 15;

    private static final int PER_MILLION = 6;
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);

    public Rates {
        if (Arrays.asList(input, output, cachedRead, cacheWrite, reasoning, image, audioMinute, request).stream()
                .allMatch(Objects::isNull)) {
            throw new IllegalArgumentException("needs at least one rate, such as input or request; 0 is one");
        }
        check("input", input);
        check("output", output);
        check("cachedRead", cachedRead);
        check("cacheWrite", cacheWrite);
        check("reasoning", reasoning);
        check("image", image);
        check("audioMinute", audioMinute);
        check("request", request);
    }

    private static void check(String name, BigDecimal rate) {
        if (rate != null
                && (rate.signum() < 0
                        || rate.stripTrailingZeros().scale() > 9
                        || rate.precision() - rate.scale() > 12)) {
            throw new IllegalArgumentException(
                    name + " must be a number from 0 with at most 12 digits before and 9 after the point");
        }
    }

    /** What a call costs; empty as soon as one number that it depends on is unknown. */
    Optional<BigDecimal> cost(Quantities used) {
        if (used.equals(Quantities.NONE)) {
            return Optional.of(BigDecimal.ZERO);
        }
        BigDecimal sum = BigDecimal.ZERO;
        TokenUsage tokens = used.tokens();
        if (input != null || cachedRead != null || cacheWrite != null) {
            if (tokens.inputTokens().isEmpty()) {
                return Optional.empty();
            }
            long cached = tokens.cachedInputTokens().orElse(0);
            long written = tokens.cacheWriteTokens().orElse(0);
            long plain = Math.max(tokens.inputTokens().getAsLong() - cached - written, 0);
            sum = sum.add(tokens(input, plain))
                    .add(tokens(or(cachedRead, input), cached))
                    .add(tokens(or(cacheWrite, input), written));
        }
        if (output != null || reasoning != null) {
            if (tokens.outputTokens().isEmpty()) {
                return Optional.empty();
            }
            long thought = tokens.reasoningTokens().orElse(0);
            long plain = Math.max(tokens.outputTokens().getAsLong() - thought, 0);
            sum = sum.add(tokens(output, plain)).add(tokens(or(reasoning, output), thought));
        }
        if (image != null) {
            if (used.images().isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(image.multiply(BigDecimal.valueOf(used.images().getAsLong())));
        }
        if (audioMinute != null) {
            OptionalLong millis = used.audioMillis();
            if (millis.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(audioMinute
                    .multiply(BigDecimal.valueOf(millis.getAsLong()))
                    .divide(MINUTE, SCALE, java.math.RoundingMode.HALF_EVEN));
        }
        if (request != null) {
            if (!used.answered()) {
                return Optional.empty();
            }
            sum = sum.add(request);
        }
        return Optional.of(sum);
    }

    private static BigDecimal or(BigDecimal own, BigDecimal general) {
        return own != null ? own : general;
    }

    private static BigDecimal tokens(BigDecimal perMillion, long count) {
        return perMillion == null
                ? BigDecimal.ZERO
                : perMillion.multiply(BigDecimal.valueOf(count)).movePointLeft(PER_MILLION);
    }
}
