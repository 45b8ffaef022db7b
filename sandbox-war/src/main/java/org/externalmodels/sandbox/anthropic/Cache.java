package org.externalmodels.sandbox.anthropic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.externalmodels.sandbox.model.Words;

/**
 * The prompt cache: what a request marks is written once and read by those that begin alike. Shared by all requests, and
 * it forgets what nobody asked for longest.
 */
final class Cache {
    private static final int MOST = 1_000;
    private static final int MOST_MARKS = 4;

    private final Map<List<String>, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Words that were read from the cache, written to it, and neither. */
    record Split(long read, long written, long other) {
        long total() {
            return read + written + other;
        }
    }

    /** Reads a mark of a block, if it has one. */
    static boolean marks(Fields block) {
        return block.nested("cache_control")
                .map(mark -> {
                    mark.onlyKnown(Set.of("type", "ttl")).oneOf("type", List.of("ephemeral"));
                    if (mark.has("ttl")) {
                        mark.oneOf("ttl", List.of("5m", "1h"));
                    }
                    return true;
                })
                .orElse(false);
    }

    static void checkMarks(int marks) {
        if (marks > MOST_MARKS) {
            throw AnthropicError.invalid(
                    "A maximum of " + MOST_MARKS + " blocks with cache_control may be provided. Found " + marks + ".");
        }
    }

    /**
     * Counts a prompt.
     *
     * @param texts of the whole prompt, in order
     * @param marks after how many of the texts a mark stands, ascending
     */
    Split split(List<String> texts, List<Integer> marks) {
        int read = 0;
        synchronized (known) {
            for (int mark : marks) {
                if (known.put(List.copyOf(texts.subList(0, mark)), true) != null) {
                    read = mark;
                }
            }
        }
        int written = marks.isEmpty() ? read : Math.max(read, marks.get(marks.size() - 1));
        return new Split(
                words(texts.subList(0, read)),
                words(texts.subList(read, written)),
                words(texts.subList(written, texts.size())));
    }

    private static long words(List<String> texts) {
        return texts.stream().mapToLong(Words::count).sum();
    }
}
