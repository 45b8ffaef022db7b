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
        if (!Latencies.PLACES.containsAll(by) || !Latencies.PLACES.containsAll(where.keySet())) {
            throw RegistryException.invalid("groupBy", "is model, connection, application or several of them");
        }
        Grain grain = Duration.between(from, to).compareTo(LONGEST_BY_HOURS) <= 0 ? Grain.HOUR : Grain.DAY;
        Instant begin = grain.start(from);
        Instant end = grain.start(to).equals(to) ? to : grain.next(to);
        Fold total = new Fold(false, List.of());
        Fold points = new Fold(true, by);
        Fold models = new Fold(false, List.of(Dimension.MODEL, Dimension.CONNECTION));
        Fold outcomes = new Fold(false, List.of(Dimension.CODE));
        sum(begin, end, grain, where, by, List.of(total, points, models, outcomes));
        measure(begin, end, grain, where, List.of(total, points, models));
        List<UsagePoint> whole = points(total);
        return new UsageReport(
                begin,
                end,
                grain,
                whole.isEmpty() ? point(total, new Group(Optional.empty(), List.of()), Map.of()) : whole.get(0),
                points(points),
                points(models),
                outcomes(outcomes));
    }

    private void sum(
            Instant begin,
            Instant end,
            Grain grain,
            Map<Dimension, String> where,
            List<Dimension> by,
            List<Fold> folds) {
        List<Dimension> fine = new ArrayList<>(List.of(Dimension.MODEL, Dimension.CONNECTION, Dimension.CODE));
        if (by.contains(Dimension.APPLICATION)) {
            fine.add(Dimension.APPLICATION);
        }
        Breakdown breakdown = new Breakdown(begin, end, fine, Optional.empty(), Optional.of(grain), where, Map.of());
        new UsageSums(sql).read(breakdown).forEach((group, sums) -> folds.forEach(fold -> fold.add(fine, group, sums)));
    }

    private void measure(Instant begin, Instant end, Grain grain, Map<Dimension, String> where, List<Fold> folds) {
        new Latencies(sql)
                .each(
                        begin,
                        end,
                        grain,
                        where,
                        (group, sketches) -> folds.forEach(fold -> fold.add(Latencies.PLACES, group, sketches)));
    }

    private static List<UsagePoint> points(Fold fold) {
        List<UsagePoint> points = new ArrayList<>();
        fold.sums().forEach((group, sums) -> points.add(point(fold, group, sums)));
        return points;
    }

    private static UsagePoint point(Fold fold, Group group, Map<String, Totals> byCurrency) {
        Totals all = byCurrency.values().stream().reduce(Totals.NONE, Totals::plus);
        List<Money> costs = byCurrency.entrySet().stream()
                .filter(sum -> sum.getValue().cost() != null)
                .map(sum -> new Money(sum.getKey(), Sql.plain(sum.getValue().cost())))
                .toList();
        boolean one = costs.size() == 1;
        Sketches known = fold.latency(group);
        return new UsagePoint(
                group.time().orElse(null),
                fold.value(Dimension.MODEL, group),
                fold.value(Dimension.CONNECTION, group),
                fold.value(Dimension.APPLICATION, group),
                all.requests(),
                all.failures(),
                all.calls(),
                all.failedCalls(),
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

    private static List<Outcome> outcomes(Fold fold) {
        List<Outcome> outcomes = new ArrayList<>();
        fold.sums()
                .forEach((group, sums) -> outcomes.add(new Outcome(
                        fold.value(Dimension.CODE, group),
                        sums.values().stream().mapToLong(Totals::requests).sum())));
        return outcomes;
    }
}
