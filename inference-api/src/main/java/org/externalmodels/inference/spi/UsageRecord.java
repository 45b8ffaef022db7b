package org.externalmodels.inference.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;

/**
 * What became of one attempt to answer a call. Every attempt leaves exactly one.
 *
 * @param traceId of the call; attempts of one call share it
 * @param attempt from 1
 * @param startedAt when the call, or the retry, began
 * @param duration until its end
 * @param waited from the begin of the call's first attempt to the end of this one, which was the last: what its caller waited in all.
 *     Empty if another attempt followed
 * @param firstChunk until the first piece of the answer; empty if none came
 * @param origin where the call came from
 * @param target what it was meant for
 * @param outcome how it ended
 * @param usage the tokens, as far as known
 * @param media what it used beside tokens, as far as known
 * @param finishReason why the answer ended, {@link FinishReason#UNKNOWN} without an answer
 * @param streaming whether the answer was handed over as it arrived
 * @param tags the caller's own
 * @param input the request as captured, empty if it was not
 * @param output the answer as captured, empty if it was not
 * @param saved the tokens of an answer that was had from the response cache, so that nothing was sent and {@code usage} is
 *     zero; empty for an attempt that went out
 */
public record UsageRecord(
        String traceId,
        int attempt,
        Instant startedAt,
        Duration duration,
        Optional<Duration> waited,
        Optional<Duration> firstChunk,
        CallOrigin origin,
        Target target,
        Outcome outcome,
        TokenUsage usage,
        MediaUsage media,
        FinishReason finishReason,
        boolean streaming,
        Map<String, String> tags,
        Optional<String> input,
        Optional<String> output,
        Optional<TokenUsage> saved) {

    public UsageRecord {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(firstChunk, "firstChunk");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(saved, "saved");
        tags = Map.copyOf(tags);
    }

    /** An attempt that went out. */
    public UsageRecord(
            String traceId,
            int attempt,
            Instant startedAt,
            Duration duration,
            Optional<Duration> waited,
            Optional<Duration> firstChunk,
            CallOrigin origin,
            Target target,
            Outcome outcome,
            TokenUsage usage,
            MediaUsage media,
            FinishReason finishReason,
            boolean streaming,
            Map<String, String> tags,
            Optional<String> input,
            Optional<String> output) {
        this(
                traceId,
                attempt,
                startedAt,
                duration,
                waited,
                firstChunk,
                origin,
                target,
                outcome,
                usage,
                media,
                finishReason,
                streaming,
                tags,
                input,
                output,
                Optional.empty());
    }

    /** Whether the answer was had from the response cache. */
    public boolean fromCache() {
        return saved.isPresent();
    }

    /**
     * What a call was meant for.
     *
     * @param modelId empty if no such model is registered
     * @param modelName as registered, or as asked for
     * @param revision 0 if unknown
     * @param connectionId empty if none was chosen
     * @param connectionName as registered, or as asked for
     * @param providerModel the provider's name of the model
     */
    public record Target(
            Optional<String> modelId,
            String modelName,
            int revision,
            Optional<String> connectionId,
            Optional<String> connectionName,
            Optional<String> providerModel) {
        public Target {
            Objects.requireNonNull(modelId, "modelId");
            Objects.requireNonNull(modelName, "modelName");
            Objects.requireNonNull(connectionId, "connectionId");
            Objects.requireNonNull(connectionName, "connectionName");
            Objects.requireNonNull(providerModel, "providerModel");
        }
    }

    /**
     * What an attempt used beside tokens. An empty number is unknown, which is not zero.
     *
     * @param images made
     * @param audioMillis of sound listened to, as the provider counts it
     */
    public record MediaUsage(OptionalLong images, OptionalLong audioMillis) {

        /** Nobody counted. */
        public static final MediaUsage UNKNOWN = new MediaUsage(OptionalLong.empty(), OptionalLong.empty());

        /** There was neither image nor sound. */
        public static final MediaUsage NONE = new MediaUsage(OptionalLong.of(0), OptionalLong.of(0));

        public MediaUsage {
            Objects.requireNonNull(images, "images");
            Objects.requireNonNull(audioMillis, "audioMillis");
        }
    }

    /**
     * How an attempt ended.
     *
     * @param status in one word
     * @param code why it failed; empty exactly if it is complete
     * @param message the failure's, without secrets
     * @param providerStatus the provider's HTTP status, if it answered
     */
    public record Outcome(
            Status status, Optional<FailureCode> code, Optional<String> message, OptionalInt providerStatus) {
        public Outcome {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(providerStatus, "providerStatus");
            if (code.isPresent() == (status == Status.COMPLETE)) {
                throw new IllegalArgumentException(
                        "A failure code must go with every status but COMPLETE, not with " + status);
            }
        }
    }

    /** How an attempt ended, in one word. */
    public enum Status {
        /** The whole answer came. */
        COMPLETE("complete"),
        /** There was no answer. */
        FAILED("failed"),
        /** The caller gave up. */
        ABORTED_CLIENT("aborted_client"),
        /** The provider broke off in the middle of the answer. */
        ABORTED_UPSTREAM("aborted_upstream");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /** The name used in traces. */
        public String wireName() {
            return wireName;
        }

        /**
         * Finds the constant with this {@link #wireName}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Status named(String wireName) {
            return Arrays.stream(values())
                    .filter(status -> status.wireName.equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no status is called " + wireName));
        }
    }
}
