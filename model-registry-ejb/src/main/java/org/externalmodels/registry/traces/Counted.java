package org.externalmodels.registry.traces;

import java.util.Map;
import java.util.TreeMap;

/** How often there were which times, from which percentiles are exact. Not for several threads. */
final class Counted {

    private final TreeMap<Long, Long> times = new TreeMap<>();
    private long total;

    void add(long time, long count) {
        times.merge(time, count, Long::sum);
        total += count;
    }

    long total() {
        return total;
    }

    /** The least time that so many of a hundred did not exceed; {@code null} if there was none. */
    Long percentile(int percent) {
        long due = (total * percent + 99) / 100;
        long seen = 0;
        for (Map.Entry<Long, Long> time : times.entrySet()) {
            seen += time.getValue();
            if (seen >= due) {
                return time.getKey();
            }
        }
        return null;
    }
}
