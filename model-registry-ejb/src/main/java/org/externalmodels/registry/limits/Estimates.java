package org.externalmodels.registry.limits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;
import org.externalmodels.registry.billing.Charge;
import org.externalmodels.registry.billing.PriceTable;
import org.externalmodels.registry.billing.Quantities;

/**
 * What an attempt will use, as well as it can be told before: input by its length, output by the request's own limit or
 * what the model usually writes. What it has used replaces it at its end. Thread-safe.
 */
final class Estimates {

    /** English text has about four characters a token. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final long USUAL_OUTPUT = 100;

    private static final Set<FailureCode> UNHEARD = Set.of(
            FailureCode.TIMEOUT,
            FailureCode.STREAM_INTERRUPTED,
            FailureCode.INVALID_RESPONSE,
            FailureCode.OUTPUT_NOT_FOUND);

    private final ConcurrentMap<String, Long> usualOutput = new ConcurrentHashMap<>();

    TokenUsage before(Attempt attempt) {
        long input = 1 + attempt.characters().getAsLong() / CHARACTERS_PER_TOKEN;
        long usual = usualOutput.getOrDefault(attempt.modelId(), USUAL_OUTPUT);
        // A limit far above what the model writes would hold back what nobody uses.
        long output = attempt.maxTokens().isPresent()
                ? Math.min(attempt.maxTokens().getAsLong(), Math.max(4 * usual, USUAL_OUTPUT))
                : usual;
        return TokenUsage.reported(OptionalLong.of(input), OptionalLong.of(output));
    }

    /**
     * What an attempt may cost money for: as {@link #before}, but with as much output as the request allows. Calls at once
     * would go over a budget by many times otherwise.
     */
    static TokenUsage most(Attempt attempt, TokenUsage before) {
        return attempt.maxTokens().isPresent()
                ? TokenUsage.reported(before.inputTokens(), attempt.maxTokens())
                : before;
    }

    /** What may have a price of an attempt that is thought to use so many tokens. */
    static Quantities quantities(TokenUsage tokens, Attempt attempt) {
        return quantities(tokens, attempt.media());
    }

    /** What an attempt has used, and what was expected where nobody told. */
    static Quantities quantities(TokenUsage tokens, Attempt attempt, UsageRecord record) {
        MediaUsage told = record.media();
        MediaUsage expected = attempt.media();
        return quantities(
                tokens,
                new MediaUsage(
                        told.images().isPresent() ? told.images() : expected.images(),
                        told.audioMillis().isPresent() ? told.audioMillis() : expected.audioMillis()));
    }

    private static Quantities quantities(TokenUsage tokens, MediaUsage media) {
        return new Quantities(true, tokens, media.images(), media.audioMillis());
    }

    /** Learns from an answer. */
    void heard(String modelId, TokenUsage usage) {
        usage.outputTokens()
                .ifPresent(tokens -> usualOutput.merge(modelId, tokens, (known, now) -> (7 * known + now) / 8));
    }

    /** What was counted, and what was estimated in place of each sum that nobody counted. */
    static TokenUsage completed(TokenUsage counted, TokenUsage estimated) {
        return new TokenUsage(
                counted.inputTokens().isPresent() ? counted.inputTokens() : estimated.inputTokens(),
                counted.outputTokens().isPresent() ? counted.outputTokens() : estimated.outputTokens(),
                counted.cachedInputTokens(),
                counted.cacheWriteTokens(),
                counted.reasoningTokens(),
                estimated.source());
    }

    static long tokens(TokenUsage usage) {
        return usage.inputTokens().orElse(0) + usage.outputTokens().orElse(0);
    }

    /** The cost in billionths of a currency's unit; what has no price in that currency costs nothing that is known. */
    static long cost(PriceTable prices, Attempt attempt, Quantities used, String currency, Instant at) {
        Charge charge = prices.charge(attempt.modelId(), attempt.connectionName(), at, used);
        if (charge.cost() == null || !currency.equals(charge.currency())) {
            return 0;
        }
        BigDecimal units = charge.cost().movePointRight(LimitRule.MONEY_DIGITS).setScale(0, RoundingMode.UP);
        return units.min(BigDecimal.valueOf(Long.MAX_VALUE / 4)).longValue();
    }

    /** Whether the provider may ask money for an attempt. Nothing at all is used by one that was not sent. */
    static boolean isCharged(UsageRecord record) {
        boolean sent = !record.fromCache() && !record.usage().equals(TokenUsage.NONE);
        return switch (record.outcome().status()) {
            case COMPLETE -> !record.fromCache();
            case ABORTED_UPSTREAM, ABORTED_CLIENT -> sent;
            case FAILED -> sent && (!record.usage().equals(TokenUsage.UNKNOWN) || isUnheard(record.outcome()));
        };
    }

    /** The provider did not refuse it, and may have worked on it for all the time in which nobody heard of it. */
    private static boolean isUnheard(UsageRecord.Outcome outcome) {
        int status = outcome.providerStatus().orElse(0);
        return status < 300
                && outcome.code()
                        .filter(code -> mayHaveWorked(code, status > 0))
                        .isPresent();
    }

    /** @param answered whether an answer began, which then broke off */
    private static boolean mayHaveWorked(FailureCode code, boolean answered) {
        return UNHEARD.contains(code) || (answered && code == FailureCode.PROVIDER_UNREACHABLE);
    }
}
