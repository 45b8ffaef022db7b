package org.externalmodels.connector.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;

/** Usage records as Avro data. Writing is by hand, field by field in the schema's order, because every call pays for it. */
final class UsageRecordFormat implements DatumWriter<UsageRecord> {

    static final Schema SCHEMA = schema();

    /** Reads with today's schema, whatever the one the file was written with. */
    static DatumReader<GenericRecord> reader() {
        return new GenericDatumReader<>(SCHEMA);
    }

    @Override
    public void setSchema(Schema schema) {
        // There is only the one.
    }

    @Override
    public void write(UsageRecord record, Encoder out) throws IOException {
        out.writeString(record.traceId());
        out.writeInt(record.attempt());
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, record.startedAt()));
        out.writeLong(record.duration().toNanos());
        number(
                out,
                record.firstChunk().map(Duration::toNanos).map(OptionalLong::of).orElse(OptionalLong.empty()));
        out.writeString(record.origin().source().name());
        text(out, record.origin().application());
        text(out, record.origin().component());
        text(out, record.origin().caller());
        target(out, record.target());
        outcome(out, record.outcome());
        usage(out, record.usage());
        out.writeString(record.finishReason().name());
        out.writeBoolean(record.streaming());
        tags(out, record.tags());
        text(out, record.input());
        text(out, record.output());
        number(out, record.media().images());
        number(out, record.media().audioMillis());
        number(out, record.waited().map(Duration::toNanos).map(OptionalLong::of).orElse(OptionalLong.empty()));
        TokenUsage saved = record.saved().orElse(TokenUsage.UNKNOWN);
        out.writeBoolean(record.fromCache());
        number(out, saved.inputTokens());
        number(out, saved.outputTokens());
        text(out, record.origin().key());
    }

    private static void target(Encoder out, UsageRecord.Target target) throws IOException {
        text(out, target.modelId());
        out.writeString(target.modelName());
        out.writeInt(target.revision());
        text(out, target.connectionId());
        text(out, target.connectionName());
        text(out, target.providerModel());
    }

    private static void outcome(Encoder out, UsageRecord.Outcome outcome) throws IOException {
        out.writeString(outcome.status().name());
        text(out, outcome.code().map(FailureCode::name));
        text(out, outcome.message());
        OptionalInt status = outcome.providerStatus();
        number(out, status.isPresent() ? OptionalLong.of(status.getAsInt()) : OptionalLong.empty());
    }

    private static void usage(Encoder out, TokenUsage usage) throws IOException {
        number(out, usage.inputTokens());
        number(out, usage.outputTokens());
        number(out, usage.cachedInputTokens());
        number(out, usage.cacheWriteTokens());
        number(out, usage.reasoningTokens());
        out.writeString(usage.source().name());
    }

    private static void tags(Encoder out, Map<String, String> tags) throws IOException {
        out.writeMapStart();
        out.setItemCount(tags.size());
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            out.startItem();
            out.writeString(tag.getKey());
            out.writeString(tag.getValue());
        }
        out.writeMapEnd();
    }

    private static void text(Encoder out, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeIndex(1);
            out.writeString(text.get());
        } else {
            out.writeIndex(0);
            out.writeNull();
        }
    }

    private static void number(Encoder out, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            out.writeIndex(1);
            out.writeLong(number.getAsLong());
        } else {
            out.writeIndex(0);
            out.writeNull();
        }
    }

    private static Schema schema() {
        try (InputStream resource = UsageRecordFormat.class.getResourceAsStream("usage-record.avsc")) {
            return new Schema.Parser().parse(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
