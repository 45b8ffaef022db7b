package org.externalmodels.registry.analytics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Many {@link LatencySketch}es in one, added up in the form they are stored in: a month of a thousand connections has sixty
 * thousand, and a histogram made of each would cost ten times as much. The form is HdrHistogram's second, the same in all
 * languages: a head, and the counts of the buckets in ZigZag LEB128, where a negative number is a run of empty ones.
 * Not for several threads.
 */
final class LatencyCounts {

    private static final int COOKIE = 0x1c849313;

    /** Cookie, length, offset, digits; the least and greatest number and a ratio. */
    private static final int AFTER_HEAD = 40;

    /** With two digits, 256 numbers are told apart in the first bucket and the upper half of them in each that follows. */
    private static final int HALF = 128;

    private static final int BITS_OF_HALF = 7;

    private final boolean kept;
    private long[] counts = new long[0];
    private long total;

    /** @param kept whether it keeps what is added; one that does not knows no percentile */
    LatencyCounts(boolean kept) {
        this.kept = kept;
    }

    /** Adds what {@link LatencySketch#toString} gave to each of some. */
    static void add(String text, List<LatencyCounts> some) {
        List<LatencyCounts> sums = some.stream().filter(sum -> sum.kept).toList();
        if (text.isEmpty() || sums.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        if (isAsWritten(bytes)) {
            int end = AFTER_HEAD + bytes.getInt(4);
            bytes.position(AFTER_HEAD);
            int index = 0;
            while (bytes.position() < end) {
                long count = number(bytes);
                if (count > 0) {
                    for (LatencyCounts sum : sums) {
                        sum.add(index, count);
                    }
                }
                index += count < 0 ? (int) -count : 1;
            }
        } else {
            Histogram.decodeFromByteBuffer(bytes, 0).recordedValues().forEach(value -> {
                for (LatencyCounts sum : sums) {
                    sum.add(index(value.getValueIteratedTo()), value.getCountAddedInThisIterationStep());
                }
            });
        }
    }

    private static boolean isAsWritten(ByteBuffer bytes) {
        return bytes.capacity() > AFTER_HEAD
                && bytes.getInt(0) == COOKIE
                && bytes.getInt(8) == 0
                && bytes.getInt(12) == LatencySketch.DIGITS
                && bytes.getLong(16) == 1;
    }

    private static long number(ByteBuffer bytes) {
        long bits = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            byte part = bytes.get();
            bits |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        bits |= (bytes.get() & 0xffL) << 56;
        return (bits >>> 1) ^ -(bits & 1);
    }

    private void add(int index, long count) {
        if (index >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(index + 1, 2 * counts.length));
        }
        counts[index] += count;
        total += count;
    }

    /** The time that so many of a hundred calls did not exceed; {@code null} if there was none. */
    Long percentile(int percent) {
        long due = Math.max((total * percent + 99) / 100, 1);
        long seen = 0;
        for (int index = 0; index < counts.length; index++) {
            seen += counts[index];
            if (seen >= due) {
                return longest(index);
            }
        }
        return null;
    }

    /** The greatest number that is counted at a place. */
    private static long longest(int index) {
        int bucket = Math.max((index >> BITS_OF_HALF) - 1, 0);
        long within = bucket == 0 ? index : index - (long) bucket * HALF;
        return ((within + 1) << bucket) - 1;
    }

    private static int index(long value) {
        int bucket = Math.max(63 - Long.numberOfLeadingZeros(value | (2 * HALF - 1)) - BITS_OF_HALF, 0);
        return bucket * HALF + (int) (value >> bucket);
    }
}
