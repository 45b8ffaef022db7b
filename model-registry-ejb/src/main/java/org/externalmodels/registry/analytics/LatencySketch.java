package org.externalmodels.registry.analytics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long calls took, in milliseconds, off by at most one in a hundred. Can be merged. Not for several threads. */
final class LatencySketch {

    /** Of the numbers that are told apart. */
    static final int DIGITS = 2;

    private static final long LONGEST = TimeUnit.DAYS.toMillis(8);

    private final Histogram histogram;

    LatencySketch() {
        this(new Histogram(DIGITS));
    }

    private LatencySketch(Histogram histogram) {
        histogram.setAutoResize(true);
        this.histogram = histogram;
    }

    static LatencySketch parse(String text) {
        if (text.isEmpty()) {
            return new LatencySketch();
        }
        return new LatencySketch(Histogram.decodeFromByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0));
    }

    void add(long millis) {
        histogram.recordValue(Math.max(0, Math.min(millis, LONGEST)));
    }

    void add(LatencySketch other) {
        histogram.add(other.histogram);
    }

    /** The time that so many of a hundred calls did not exceed; {@code null} if there was none. */
    Long percentile(double percent) {
        return histogram.getTotalCount() == 0 ? null : (Long) histogram.getValueAtPercentile(percent);
    }

    @Override
    public String toString() {
        if (histogram.getTotalCount() == 0) {
            return "";
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
