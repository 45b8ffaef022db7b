package org.externalmodels.connector.engine;

import java.util.Optional;
import java.util.OptionalInt;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;

/**
 * How an attempt ended.
 *
 * @param outcome well or not, and what the provider said
 * @param usage tokens, as far as they are known
 * @param media pictures and sound, as far as they are known
 * @param finishReason why the model stopped
 * @param output what came, whole or in part; of a refusal its body
 * @param saved the tokens of an answer that was had from the response cache
 */
record Ending(
        UsageRecord.Outcome outcome,
        TokenUsage usage,
        MediaUsage media,
        FinishReason finishReason,
        Optional<String> output,
        Optional<TokenUsage> saved) {

    static Ending complete(int status, TokenUsage usage, MediaUsage media, FinishReason finishReason, String output) {
        return new Ending(
                new UsageRecord.Outcome(
                        UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.of(status)),
                usage,
                media,
                finishReason,
                Optional.of(output),
                Optional.empty());
    }

    /** With an answer that was kept: nobody was asked, and nothing was used. */
    static Ending again(TokenUsage saved, FinishReason finishReason, String output) {
        return new Ending(
                new UsageRecord.Outcome(
                        UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.empty()),
                TokenUsage.NONE,
                MediaUsage.NONE,
                finishReason,
                Optional.of(output),
                Optional.of(saved));
    }

    Ending withNothingUsed() {
        return new Ending(outcome, TokenUsage.NONE, MediaUsage.NONE, finishReason, output, saved);
    }

    static Ending failed(
            UsageRecord.Status status, InferenceException why, TokenUsage usage, Optional<String> partial) {
        return new Ending(
                new UsageRecord.Outcome(
                        status, Optional.of(why.code()), Optional.of(why.getMessage()), why.providerStatus()),
                usage,
                MediaUsage.UNKNOWN,
                FinishReason.UNKNOWN,
                partial.filter(text -> !text.isEmpty()).or(why::providerBody),
                Optional.empty());
    }
}
