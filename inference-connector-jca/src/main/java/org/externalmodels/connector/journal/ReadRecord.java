package org.externalmodels.connector.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.avro.generic.GenericRecord;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;

/** The usage record that Avro has read, of this release or another. */
final class ReadRecord {

    private final GenericRecord data;
    private final SharedTexts texts;

    ReadRecord(GenericRecord data, SharedTexts texts) {
        this.data = data;
        this.texts = texts;
    }

    UsageRecord record() {
        return new UsageRecord(
                required("traceId"),
                (Integer) data.get("attempt"),
                Instant.EPOCH.plus((Long) data.get("startedAtMicros"), ChronoUnit.MICROS),
                Duration.ofNanos((Long) data.get("durationNanos")),
                Optional.ofNullable((Long) data.get("waitedNanos")).map(Duration::ofNanos),
                Optional.ofNullable((Long) data.get("firstChunkNanos")).map(Duration::ofNanos),
                origin(),
                new UsageRecord.Target(
                        text("modelId"),
                        required("modelName"),
                        (Integer) data.get("revision"),
                        text("connectionId"),
                        text("connectionName"),
                        text("providerModel")),
                outcome(),
                new TokenUsage(
                        tokens("inputTokens"),
                        tokens("outputTokens"),
                        tokens("cachedInputTokens"),
                        tokens("cacheWriteTokens"),
                        tokens("reasoningTokens"),
                        Words.of(TokenUsage.Source.class, required("usageSource"))
                                .orElse(TokenUsage.Source.ESTIMATED)),
                new UsageRecord.MediaUsage(number("images"), number("audioMillis")),
                Words.of(FinishReason.class, required("finishReason")).orElse(FinishReason.OTHER),
                (Boolean) data.get("streaming"),
                tags(),
                text("input"),
                text("output"),
                saved());
    }

    /** Releases that wrote no key knew it where it is the application. */
    private CallOrigin origin() {
        CallOrigin origin = new CallOrigin(
                Words.of(CallOrigin.Source.class, required("source")).orElse(CallOrigin.Source.APPLICATION),
                text("application"),
                text("component"),
                text("caller"));
        return text("key").map(origin::withKey).orElse(origin);
    }

    /** Of the tokens that were saved only the two sums are kept. */
    private Optional<TokenUsage> saved() {
        return (Boolean) data.get("fromCache")
                ? Optional.of(TokenUsage.reported(tokens("savedInputTokens"), tokens("savedOutputTokens")))
                : Optional.empty();
    }

    private UsageRecord.Outcome outcome() {
        OptionalLong status = number("providerStatus");
        Optional<String> word = text("code");
        Optional<FailureCode> code = word.flatMap(name -> Words.of(FailureCode.class, name));
        Optional<String> message = text("message");
        boolean otherCode = word.isPresent() && code.isEmpty();
        return new UsageRecord.Outcome(
                Words.of(UsageRecord.Status.class, required("status"))
                        .orElse(word.isPresent() ? UsageRecord.Status.FAILED : UsageRecord.Status.COMPLETE),
                otherCode ? Optional.of(FailureCode.PROVIDER_ERROR) : code,
                otherCode
                        ? Optional.of(
                                word.get() + message.map(said -> ": " + said).orElse(""))
                        : message,
                status.isPresent() ? OptionalInt.of((int) status.getAsLong()) : OptionalInt.empty());
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>();
        ((Map<?, ?>) data.get("tags")).forEach((name, value) -> tags.put(texts.of(name), texts.of(value)));
        return tags;
    }

    private String required(String field) {
        return texts.of(data.get(field));
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(data.get(field)).map(texts::of);
    }

    /** A record is read whatever it says: what was written when nobody refused negative numbers is unknown. */
    private OptionalLong tokens(String field) {
        OptionalLong number = number(field);
        return number.orElse(0) < 0 ? OptionalLong.empty() : number;
    }

    private OptionalLong number(String field) {
        return data.get(field) instanceof Long value ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
