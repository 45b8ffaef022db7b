package org.externalmodels.sandbox;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** What was served since start, per path. Counted before the answer leaves, so whoever has the answer finds it here. */
final class ServedCounts {
    private static final int MOST_PATHS = 1_000;
    private static final String OTHERS = "(other paths)";

    private final Map<String, Served> paths = new ConcurrentHashMap<>();

    void add(String path, Answer answer) {
        count(path).add(answer.failed(), answer.tokens());
    }

    /** An accepted request that never gets its answer. */
    void addUnanswered(String path) {
        count(path).add(true, TokenCount.NONE);
    }

    private Served count(String path) {
        Served known = paths.get(path);
        return known != null
                ? known
                : paths.computeIfAbsent(paths.size() < MOST_PATHS ? path : OTHERS, any -> new Served());
    }

    JsonObject document() {
        var total = new Served();
        var each = Json.object();
        paths.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            total.add(entry.getValue());
            each.add(entry.getKey(), entry.getValue().document());
        });
        return Json.object().add("total", total.document()).add("paths", each).build();
    }

    private static final class Served {
        private final LongAdder requests = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder in = new LongAdder();
        private final LongAdder out = new LongAdder();

        void add(boolean failed, TokenCount tokens) {
            requests.increment();
            failures.add(failed ? 1 : 0);
            in.add(tokens.in());
            out.add(tokens.out());
        }

        void add(Served other) {
            requests.add(other.requests.sum());
            failures.add(other.failures.sum());
            in.add(other.in.sum());
            out.add(other.out.sum());
        }

        JsonObject document() {
            return Json.object()
                    .add("requests", requests.sum())
                    .add("failures", failures.sum())
                    .add("inputTokens", in.sum())
                    .add("outputTokens", out.sum())
                    .build();
        }
    }
}
