package org.externalmodels.registry.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyCountsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100, 3_000})
    void sketchesAddUpToWhatTheirHistogramsAddUpTo(int calls) {
        Random random = new Random(calls);
        LatencySketch whole = new LatencySketch();
        LatencyCounts counts = new LatencyCounts(true);
        LatencyCounts same = new LatencyCounts(true);
        LatencyCounts none = new LatencyCounts(false);
        for (int part = 0; part < 20; part++) {
            LatencySketch sketch = new LatencySketch();
            for (int i = 0; i < calls; i++) {
                sketch.add((long) Math.exp(random.nextDouble() * 22) - 1);
            }
            whole.add(sketch);
            LatencyCounts.add(sketch.toString(), List.of(counts, none, same));
        }

        for (int percent : List.of(1, 50, 90, 99, 100)) {
            assertThat(counts.percentile(percent)).isEqualTo(whole.percentile(percent));
            assertThat(same.percentile(percent)).isEqualTo(whole.percentile(percent));
            assertThat(none.percentile(percent)).isNull();
        }
    }

    @Test
    void aSketchOfAnotherShapeIsReadByItsLibrary() {
        Histogram finer = new Histogram(3);
        IntStream.rangeClosed(1, 1_000).forEach(finer::recordValue);
        ByteBuffer buffer = ByteBuffer.allocate(finer.getNeededByteBufferCapacity());
        int length = finer.encodeIntoByteBuffer(buffer);
        LatencyCounts counts = new LatencyCounts(true);

        LatencyCounts.add(Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)), List.of(counts));

        assertThat(counts.percentile(50)).isBetween(500L, 505L);
        assertThat(counts.percentile(100)).isBetween(1_000L, 1_010L);
    }

    @Test
    void nothingHasNoPercentiles() {
        LatencyCounts counts = new LatencyCounts(true);
        LatencyCounts.add(new LatencySketch().toString(), List.of(counts));
        assertThat(counts.percentile(50)).isNull();
    }
}
