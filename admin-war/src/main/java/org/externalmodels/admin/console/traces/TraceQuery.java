package org.externalmodels.admin.console.traces;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Period;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceFilter.Match;

/** Which part of the list of traces an address stands for. Its conditions are those of the management API. Immutable. */
public final class TraceQuery {

    /** Stands for every status but complete. */
    static final String ANY_FAILURE = "failures";

    private static final String ANY = "any";

    /** What has a field of its own that is always to be seen. */
    private static final Set<String> IN_SIGHT = Set.of("status", "model", "connection", "source");

    /** What has a field among more filters. */
    private static final Set<String> FOLDED = Set.of(
            TraceCondition.LAST_ATTEMPT,
            "id",
            "code",
            "application",
            "key",
            "caller.contains",
            "millis.gte",
            "millis.lte",
            "firstChunkMillis.gte",
            "firstChunkMillis.lte",
            "inputTokens.gte",
            "inputTokens.lte",
            "outputTokens.gte",
            "outputTokens.lte",
            "cost.gte",
            "cost.lte");

    /** What no index finds and no part of the time can be left out for. */
    private static final Set<String> READ_ALL =
            Set.of("id.contains", "id.starts", "workflowInstance.contains", "workflowInstance.starts");

    private final Map<String, String> conditions;
    private final boolean any;
    private final Period period;

    private TraceQuery(Map<String, String> conditions, boolean any, Period period) {
        this.conditions = conditions;
        this.any = any;
        this.period = period;
    }

    /** Reads the parameters of an address; those that no trace has are none of ours. */
    static TraceQuery of(Map<String, String[]> address) {
        Map<String, String> conditions = new LinkedHashMap<>();
        address.forEach((name, values) -> {
            if (isCondition(name) && values.length > 0 && !values[0].isBlank()) {
                conditions.put(name, values[0].strip());
            }
        });
        // A call is looked for wherever it is.
        String otherwise = conditions.containsKey("id") ? Period.ALL : "24h";
        Period period = Period.of(first(address, "period"), first(address, "from"), first(address, "to"), otherwise);
        return new TraceQuery(conditions, ANY.equals(first(address, "match")), period);
    }

    private static boolean isCondition(String name) {
        int dot = name.indexOf('.');
        String field = dot < 0 ? name : name.substring(0, dot);
        return name.startsWith("tag.")
                || name.equals(TraceCondition.USAGE_UNKNOWN)
                || name.equals(TraceCondition.LAST_ATTEMPT)
                || Arrays.stream(TraceField.values())
                        .anyMatch(known -> known.wireName().equals(field));
    }

    private static String first(Map<String, String[]> address, String name) {
        String[] values = address.get(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    /**
     * What to look for.
     *
     * @throws org.externalmodels.registry.RegistryException if a value is none that its field can have, or the time is none
     */
    TraceFilter filter(ZoneId zone, Instant now) {
        Period.Bounds bounds = period.bounds(zone, now);
        TraceFilter filter = new TraceFilter(any ? Match.ANY : Match.ALL, List.of(), bounds.begin(), bounds.end());
        for (Map.Entry<String, String> condition : conditions.entrySet()) {
            filter = filter.with(condition(condition.getKey(), condition.getValue()));
        }
        return filter;
    }

    private static TraceCondition condition(String name, String value) {
        return name.equals("status") && value.equals(ANY_FAILURE)
                ? TraceCondition.parse("status.ne", "complete")
                : TraceCondition.parse(name, value);
    }

    /** What is asked of a field, {@code null} for nothing. */
    public String value(String name) {
        return conditions.get(name);
    }

    /** Whether one condition is enough. */
    public boolean any() {
        return any;
    }

    public Period period() {
        return period;
    }

    /** Whether more is asked than what is always to be seen. */
    public boolean unfolded() {
        return any || conditions.keySet().stream().anyMatch(FOLDED::contains);
    }

    /** Conditions of an address that have no field on the page. */
    public List<Map.Entry<String, String>> others() {
        return conditions.entrySet().stream()
                .filter(condition -> !IN_SIGHT.contains(condition.getKey()) && !FOLDED.contains(condition.getKey()))
                .toList();
    }

    /** Whether every trace there is has to be read for it. */
    public boolean endless() {
        return period.name().equals(Period.ALL) && conditions.keySet().stream().anyMatch(READ_ALL::contains);
    }

    /** Whether any trace may be left out, but for its time. */
    public boolean narrowed() {
        return !conditions.isEmpty();
    }

    /** The address of the same traces. */
    public String address() {
        return after(null);
    }

    /** The address of these traces from where another part ended, {@code null} for the newest. */
    public String after(String place) {
        return address(conditions, period).with("after", place).toString();
    }

    /** The address without a condition. */
    public String without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(conditions);
        fewer.remove(name);
        return address(fewer, period).toString();
    }

    /** The address of the same at any time. */
    public String ever() {
        return address(conditions, new Period(Period.ALL, null, null)).toString();
    }

    private Address address(Map<String, String> asked, Period at) {
        Address address = new Address();
        asked.forEach(address::with);
        return at.in(address.with("match", any ? ANY : null));
    }
}
