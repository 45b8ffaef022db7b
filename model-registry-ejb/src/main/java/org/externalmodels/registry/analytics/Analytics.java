package org.externalmodels.registry.analytics;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.analytics.Latencies.Sketches;
import org.externalmodels.registry.analytics.UsagePoint.Money;
import org.externalmodels.registry.analytics.UsageReport.Outcome;

/** What became of calls over time: from the sums alone, so that it does not matter how many there were. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class Analytics {

    /** A day in hours, and a little more: its ends are drawn to whole hours. */
    private static final Duration LONGEST_BY_HOURS = Duration.ofHours(25);

    private static final List<Dimension> PLACES = List.of(Dimension.MODEL, Dimension.CONNECTION, Dimension.APPLICATION);

    private final Sql sql;

    /** The container's proxies are made with it. */
    public Analytics() {
        this(null);
    }

    @Inject
    public Analytics(DataSource database) {
        sql = new Sql(database);
    }

    /**
     * Reports on a time, whose ends are drawn to whole hours or days.
     *
     * @param where which model, connection or application
     * @param by what each point has in common beside its time
     */
    public UsageReport report(Instant from, Instant to, Map<Dimension, String> where, List<Dimension> by) {
        if (!from.isBefore(to)) {
            throw RegistryException.invalid("to", "is later than from");
        }
        if (!PLACES.containsAll(by) || !PLACES.containsAll(where.keySet())) {
            throw RegistryException.invalid("groupBy", "is model, connection, application or several of them");
        }
        Grain grain = Duration.between(from, to).compareTo(LONGEST_BY_HOURS) <= 0 ? Grain.HOUR : Grain.DAY;
        Instant begin = grain.start(from);
        Instant end = grain.start(to).equals(to) ? to : grain.next(to);
        List<UsagePoint> total = points(begin, end, grain, Optional.empty(), where, List.of());
        return new UsageReport(
                begin,
                end,
                grain,
                total.isEmpty()
                        ? point(new Group(Optional.empty(), List.of()), List.of(), Map.of(), null)
                        : total.get(0),
                points(begin, end, grain, Optional.of(grain), where, by),
                points(begin, end, grain, Optional.empty(), where, List.of(Dimension.MODEL, Dimension.CONNECTION)),
                outcomes(begin, end, where));
    }

    private List<UsagePoint> points(
            Instant begin,
            Instant end,
            Grain grain,
            Optional<Grain> time,
            Map<Dimension, String> where,
            List<Dimension> by) {
        Breakdown breakdown = new Breakdown(begin, end, by, Optional.empty(), time, where, Map.of());
        Map<Group, Sketches> latencies = new Latencies(sql).read(breakdown, grain);
        List<UsagePoint> points = new ArrayList<>();
        new UsageSums(sql)
                .read(breakdown)
                .forEach((group, sums) -> points.add(point(group, by, sums, latencies.get(group))));
        return points;
    }

    private static UsagePoint point(Group group, List<Dimension> by, Map<String, Totals> byCurrency, Sketches latency) {
        Totals all = byCurrency.values().stream().reduce(Totals.NONE, Totals::plus);
        List<Money> costs = byCurrency.entrySet().stream()
                .filter(sum -> sum.getValue().cost() != null)
                .map(sum -> new Money(sum.getKey(), Sql.plain(sum.getValue().cost())))
                .toList();
        boolean one = costs.size() == 1;
        Sketches known = latency == null ? new Sketches() : latency;
        return new UsagePoint(
                group.time().orElse(null),
                value(Dimension.MODEL, by, group),
                value(Dimension.CONNECTION, by, group),
                value(Dimension.APPLICATION, by, group),
                all.requests(),
                all.failures(),
                all.inputTokens(),
                all.outputTokens(),
                all.unknownUsage(),
                one ? costs.get(0).cost() : null,
                one ? costs.get(0).currency() : null,
                costs,
                all.unknownCost(),
                known.durations().percentile(50),
                known.durations().percentile(90),
                known.durations().percentile(99),
                known.firstChunks().percentile(50),
                known.firstChunks().percentile(90),
                known.firstChunks().percentile(99));
    }

    private static String value(Dimension dimension, List<Dimension> by, Group group) {
        int at = by.indexOf(dimension);
        return at < 0 || group.values().get(at).isEmpty()
                ? null
                : group.values().get(at);
    }

    private List<Outcome> outcomes(Instant begin, Instant end, Map<Dimension, String> where) {
        Breakdown breakdown =
                new Breakdown(begin, end, List.of(Dimension.CODE), Optional.empty(), Optional.empty(), where, Map.of());
        return new UsageSums(sql)
                .read(breakdown).entrySet().stream()
                        .map(outcome -> new Outcome(
                                outcome.getKey().values().get(0).isEmpty()
                                        ? null
                                        : outcome.getKey().values().get(0),
                                outcome.getValue().values().stream()
                                        .mapToLong(Totals::requests)
                                        .sum()))
                        .collect(Collectors.toList());
    }
}
