package org.externalmodels.admin.console.traces;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.traces.TraceItem;

/**
 * What a call costs: all of its attempts together, and unknown if that of one of them is.
 *
 * @param attempts in their order
 */
public record CallCost(List<TraceItem> attempts) {

    public CallCost {
        attempts = List.copyOf(attempts);
    }

    /** Whether no more attempts come: only the last one knows for how long its caller waited. */
    public boolean isFinal() {
        return attempts.stream().anyMatch(attempt -> attempt.waitedMillis() != null);
    }

    /** In the words that traces have for it. */
    public JsonObject json(String id, Wording wording) {
        Optional<TraceItem> unknown =
                attempts.stream().filter(attempt -> attempt.cost() == null).findFirst();
        Map<String, BigDecimal> sums = unknown.isPresent() ? Map.of() : sums();
        // A sum of two currencies is none.
        boolean one = sums.size() == 1;
        return Json.createObjectBuilder()
                .add("id", id)
                .add("shown", shown(sums, unknown.isPresent(), wording))
                .add("why", JsonRecords.json(unknown.map(UnknownCost::why)))
                .add("cost", JsonRecords.json(one ? sums.values().iterator().next() : null))
                .add("currency", JsonRecords.json(one ? sums.keySet().iterator().next() : null))
                .build();
    }

    /** What costs nothing without a price has no currency, and is in no sum of one. */
    private Map<String, BigDecimal> sums() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        attempts.stream()
                .filter(attempt -> attempt.currency() != null)
                .forEach(attempt -> sums.merge(attempt.currency(), attempt.cost(), BigDecimal::add));
        return sums;
    }

    private static String shown(Map<String, BigDecimal> sums, boolean unknown, Wording wording) {
        return sums.isEmpty()
                ? wording.cost(unknown ? null : BigDecimal.ZERO, null)
                : sums.entrySet().stream()
                        .map(sum -> wording.cost(sum.getValue(), sum.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
