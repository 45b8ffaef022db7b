package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Sql;

/** Reads how long calls took, merged by what they have in common. */
final class Latencies {

    private final Sql sql;

    Latencies(Sql sql) {
        this.sql = sql;
    }

    /** How long calls took, whole and to the first piece of the answer. */
    record Sketches(LatencySketch durations, LatencySketch firstChunks) {
        Sketches() {
            this(new LatencySketch(), new LatencySketch());
        }
    }

    /** By model, connection and application, as far as the breakdown has them, and by time if it has. */
    Map<Group, Sketches> read(Breakdown breakdown, Grain grain) {
        StringBuilder where = new StringBuilder("grain = ? and period_start >= ? and period_start < ?");
        List<Object> parameters = new ArrayList<>(List.of(grain.wireName(), breakdown.from(), breakdown.to()));
        breakdown.where().forEach((dimension, value) -> {
            where.append(" and ").append(dimension.wireName()).append(" = ?");
            parameters.add(DatabaseText.of(dimension.wireName(), value));
        });
        Map<Group, Sketches> found = new HashMap<>();
        sql.each("select * from latency_sketch where " + where, parameters, row -> {
            List<String> values = new ArrayList<>();
            for (Dimension dimension : breakdown.by()) {
                values.add(row.getString(dimension.wireName()));
            }
            Optional<Instant> time =
                    breakdown.time().isEmpty() ? Optional.empty() : Optional.of(Sql.time(row, "period_start"));
            Sketches sketches = found.computeIfAbsent(new Group(time, values), g -> new Sketches());
            sketches.durations.add(LatencySketch.parse(row.getString("durations")));
            sketches.firstChunks.add(LatencySketch.parse(row.getString("first_chunks")));
        });
        return found;
    }
}
