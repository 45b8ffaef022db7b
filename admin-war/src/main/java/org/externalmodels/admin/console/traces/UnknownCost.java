package org.externalmodels.admin.console.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.registry.traces.TraceItem;

/** Why nobody knows what an attempt costs, as far as its trace tells. */
final class UnknownCost {

    private UnknownCost() {}

    static String why(TraceItem item) {
        if ("MODEL_NOT_FOUND".equals(item.code())) {
            return "there is no such model, and so no price";
        }
        if (item.priceId() == null) {
            return item.degraded() && isWithoutCounts(item)
                    ? "what it used could not be stored"
                    : "no price of the model held when it began";
        }
        if (item.inputTokens() == null && item.outputTokens() == null) {
            return "a price held, but no usage was reported";
        }
        List<String> missing = missing(item);
        return missing.isEmpty()
                ? "a price held, but nobody knows whether the provider charges for an attempt without an answer"
                : "a price held, but it was not reported how many " + String.join(" or ", missing) + " there were";
    }

    private static boolean isWithoutCounts(TraceItem item) {
        return Stream.of(item.inputTokens(), item.outputTokens(), item.images(), item.audioMillis())
                .allMatch(count -> count == null);
    }

    private static List<String> missing(TraceItem item) {
        List<String> missing = new ArrayList<>();
        if (item.inputTokens() == null) {
            missing.add("tokens in");
        }
        if (item.outputTokens() == null) {
            missing.add("tokens out");
        }
        if (item.images() == null) {
            missing.add("images");
        }
        if (item.audioMillis() == null) {
            missing.add("minutes of audio");
        }
        return missing;
    }
}
