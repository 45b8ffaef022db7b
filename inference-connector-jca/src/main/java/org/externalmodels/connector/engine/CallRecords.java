package org.externalmodels.connector.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;

/** The times of one call and of its attempts, and the record that each of them leaves. Used by one thread at a time. */
final class CallRecords {

    private static final System.Logger LOG = System.getLogger(CallRecords.class.getName());

    /** A full disk fails every call, and a log on the same disk needs no line for each. */
    private static final Seldom UNRECORDED = new Seldom(Duration.ofSeconds(10));

    private final String traceId = TraceIds.next(System.currentTimeMillis());
    private CallOrigin origin;
    private final boolean streaming;
    private final Map<String, String> tags;
    private final UsageSink sink;
    private int attempt = 1;
    private Instant startedAt;
    private long start;
    private long called;
    private long firstChunk;
    private boolean sent;

    CallRecords(CallOrigin origin, boolean streaming, Map<String, String> tags, UsageSink sink) {
        this.origin = origin;
        this.streaming = streaming;
        this.tags = tags;
        this.sink = sink;
    }

    String traceId() {
        return traceId;
    }

    /** It has turned out who calls. */
    void comeFrom(CallOrigin known) {
        origin = known;
    }

    /** The call begins, and its first attempt. */
    void begin() {
        attemptBegins();
        called = start;
    }

    /** When the call began, in {@link System#nanoTime}. */
    long begun() {
        return called;
    }

    /** The time before, which the call spent waiting, is no attempt's. */
    void attemptBegins() {
        startedAt = Instant.now();
        start = System.nanoTime();
        firstChunk = 0;
        sent = false;
    }

    /** The request of the attempt goes out. */
    void requestGoes() {
        sent = true;
    }

    /** It did not leave this server. */
    void requestStayed() {
        sent = false;
    }

    /** Another attempt follows. */
    void next() {
        attempt++;
        attemptBegins();
    }

    /** When the attempt began, in {@link System#nanoTime}. */
    long attemptBegan() {
        return start;
    }

    /** Something of the answer came; says whether it was the first of it. */
    boolean answerBegins() {
        if (firstChunk != 0) {
            return false;
        }
        firstChunk = System.nanoTime();
        return true;
    }

    /**
     * The record of an attempt that ends now.
     *
     * @param last whether the call ends with it
     */
    UsageRecord of(
            UsageRecord.Target target, Ending told, boolean last, Optional<String> input, Optional<String> output) {
        long end = System.nanoTime();
        // Whoever was not asked used nothing, which is certain.
        Ending ending = sent ? told : told.withNothingUsed();
        return new UsageRecord(
                traceId,
                attempt,
                startedAt,
                took(end),
                last ? Optional.of(Duration.ofNanos(end - called)) : Optional.empty(),
                firstChunk == 0 ? Optional.empty() : Optional.of(took(firstChunk)),
                origin,
                target,
                ending.outcome(),
                ending.usage(),
                ending.media(),
                ending.finishReason(),
                streaming,
                tags,
                input,
                output,
                ending.saved());
    }

    private Duration took(long until) {
        return Duration.ofNanos(until - start);
    }

    /** Says whether the record is kept. */
    boolean keep(UsageRecord record) {
        try {
            sink.append(record, !sent && record.outcome().code().isPresent());
            return true;
        } catch (IOException | RuntimeException e) {
            if (UNRECORDED.isDue(System.nanoTime())) {
                LOG.log(System.Logger.Level.ERROR, "The usage of call " + traceId + " could not be recorded", e);
            }
            return false;
        }
    }

    /** Keeps records. */
    interface UsageSink {

        /**
         * Keeps a record.
         *
         * @param refused whether the attempt failed before anybody was asked; there may be any number of those
         */
        void append(UsageRecord record, boolean refused) throws IOException;
    }
}
