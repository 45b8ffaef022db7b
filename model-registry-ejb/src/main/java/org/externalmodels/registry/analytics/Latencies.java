package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
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

        void add(Sketches more) {
            durations.add(more.durations);
            firstChunks.add(more.firstChunks);
        }
    }

    /** What rows are about. */
    static final List<Dimension> PLACES = List.of(Dimension.MODEL, Dimension.CONNECTION, Dimension.APPLICATION);

    /** Takes what there is of a time and {@link #PLACES}. */
    interface Visitor {
        void visit(Group group, Sketches sketches);
    }

    /** Visits what was measured in hours or days, one after the other, for there may be many. */
    void each(Instant from, Instant to, Grain grain, Map<Dimension, String> where, Visitor visitor) {
        StringBuilder condition = new StringBuilder("grain = ? and period_start >= ? and period_start < ?");
        List<Object> parameters = new ArrayList<>(List.of(grain.wireName(), from, to));
        where.forEach((dimension, value) -> {
            condition.append(" and ").append(dimension.wireName()).append(" = ?");
            parameters.add(DatabaseText.of(dimension.wireName(), value));
        });
        sql.each("select * from latency_sketch where " + condition, parameters, row -> {
            List<String> values = new ArrayList<>(PLACES.size());
            for (Dimension dimension : PLACES) {
                values.add(row.getString(dimension.wireName()));
            }
            visitor.visit(
                    new Group(Optional.of(Sql.time(row, "period_start")), values),
                    new Sketches(
                            LatencySketch.parse(row.getString("durations")),
                            LatencySketch.parse(row.getString("first_chunks"))));
        });
    }
}
