package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.registry.Sql;

/**
 * From when on usage is all there. What is too old is deleted piece by piece, so that a time before may have lost some of
 * its calls and kept others.
 */
public final class Horizons {

    private static final String CALLS = "call";

    private final Sql sql;

    public Horizons(Sql sql) {
        this.sql = sql;
    }

    /** From when on all single attempts are there. */
    public Instant ofCalls() {
        return read(CALLS, "");
    }

    /** As {@link #ofCalls}, which stays so until the end of the transaction that is under way. */
    public Instant lockedOfCalls() {
        return read(CALLS, " for update");
    }

    /** From when on nothing of what is summed up is deleted, part by part; empty if all is there. */
    Optional<Instant> completeFrom(List<Stretch> parts) {
        Map<String, Instant> horizons = all();
        return parts.stream()
                .filter(part -> part.from().isBefore(part.to()))
                .flatMap(part -> {
                    Instant horizon = horizons.get(kind(part));
                    Instant end = horizon.isBefore(part.to()) ? horizon : part.to();
                    return end.isAfter(part.from()) ? Stream.of(end) : Stream.empty();
                })
                .max(Comparator.naturalOrder());
    }

    private Map<String, Instant> all() {
        Map<String, Instant> all = new HashMap<>();
        sql.each(
                "select kind, complete_from from usage_horizon",
                List.of(),
                row -> all.put(row.getString("kind"), Sql.time(row, "complete_from")));
        return all;
    }

    /** Of what the sums of a stretch are taken from. */
    private static String kind(Stretch stretch) {
        return stretch.grain().map(Grain::wireName).orElse(CALLS);
    }

    private Instant read(String kind, String lock) {
        return sql.list(
                        "select complete_from from usage_horizon where kind = ?" + lock,
                        List.of(kind),
                        row -> Sql.time(row, "complete_from"))
                .get(0);
    }

    /** Some attempts that began before a time are deleted. */
    public void callsDeleted(Instant before) {
        move(CALLS, before);
    }

    /** Some sums of hours or days that began before a time are deleted. */
    public void sumsDeleted(Grain grain, Instant before) {
        move(grain.wireName(), grain.ceiling(before));
    }

    private void move(String kind, Instant to) {
        sql.update(
                "update usage_horizon set complete_from = ? where kind = ? and complete_from < ?",
                List.of(to, kind, to));
    }
}
