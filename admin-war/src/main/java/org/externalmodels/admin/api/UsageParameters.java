package org.externalmodels.admin.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.billing.BillingQuery;

/** What to sum up, in the query of an address. */
final class UsageParameters {

    private static final Set<String> OTHERS = Set.of("period", "from", "to", "groupBy");
    private static final Set<String> OF_PARTS = Set.of("limit", "after");
    private static final String TAG = "tag.";

    /** What charts have sums by. */
    private static final Set<Dimension> CHARTED =
            EnumSet.of(Dimension.MODEL, Dimension.CONNECTION, Dimension.APPLICATION);

    private final MultivaluedMap<String, String> query;
    private final Map<Dimension, String> where = new EnumMap<>(Dimension.class);
    private final Map<String, String> whereTag = new HashMap<>();

    private UsageParameters(MultivaluedMap<String, String> query) {
        this.query = query;
    }

    /** Every parameter that is nothing else is what all calls must have. */
    static UsageParameters of(MultivaluedMap<String, String> query) {
        UsageParameters parameters = new UsageParameters(query);
        query.forEach((name, values) -> {
            if (OF_PARTS.contains(name)) {
                throw TraceParameters.refused(name, "is not known here: all items are in one answer");
            }
            if (!OTHERS.contains(name)) {
                parameters.where(name, TraceParameters.once(query, name).orElseThrow());
            }
        });
        return parameters;
    }

    private void where(String name, String value) {
        if (name.startsWith(TAG) && name.length() > TAG.length()) {
            whereTag.put(name.substring(TAG.length()), value);
        } else {
            where.put(
                    Dimension.named(name)
                            .orElseThrow(() -> TraceParameters.refused(
                                    name, "is no filter. There are " + Dimension.names() + " and tag.NAME")),
                    value);
        }
    }

    Map<Dimension, String> where() {
        return where;
    }

    /** For charts, whose sums know less than bills do. */
    UsageParameters charted() {
        Stream<String> tags = whereTag.keySet().stream().map(tag -> TAG + tag);
        Stream<String> others = where.keySet().stream()
                .filter(dimension -> !CHARTED.contains(dimension))
                .map(Dimension::wireName);
        Stream.concat(tags, others).findFirst().ifPresent(name -> {
            throw TraceParameters.refused(name, "is no filter here. There are model, connection, application");
        });
        return this;
    }

    /** All time if nothing else is asked for. */
    BillingQuery billing(Instant now) {
        TraceParameters.Period period = TraceParameters.period(query, now);
        List<String> groupBy = words();
        return new BillingQuery(
                period.from().orElse(Breakdown.BEGINNING),
                period.to().orElse(Breakdown.END),
                groupBy.isEmpty() ? List.of("model", "connection") : groupBy,
                where,
                whereTag);
    }

    /** A day that ends now if nothing else is asked for. */
    Instant from(Instant now) {
        return period(now).from().orElseGet(() -> to(now).minus(Duration.ofHours(24)));
    }

    Instant to(Instant now) {
        return period(now).to().orElse(now);
    }

    private TraceParameters.Period period(Instant now) {
        return TraceParameters.period(query, now);
    }

    List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        for (String word : words()) {
            Optional<Dimension> dimension = Dimension.named(word);
            dimensions.add(dimension.orElseThrow(() ->
                    TraceParameters.refused("groupBy", "must be model, connection, application or several of them")));
        }
        return dimensions;
    }

    private List<String> words() {
        List<String> words = query.getOrDefault("groupBy", List.of()).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        if (Set.copyOf(words).size() < words.size()) {
            throw TraceParameters.refused("groupBy", "must name nothing twice");
        }
        return words;
    }
}
