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
        if (!Trends.PLACES.containsAll(by) || !Trends.PLACES.containsAll(where.keySet())) {
            throw RegistryException.invalid("groupBy", "is model, connection, application or several of them");
        }
        Grain grain = Duration.between(from, to).compareTo(LONGEST_BY_HOURS) <= 0 ? Grain.HOUR : Grain.DAY;
        Instant begin = grain.start(from);
        Instant end = grain.start(to).equals(to) ? to : grain.next(to);
        Fold points = new Fold(true, by);
        Fold models = new Fold(false, List.of(Dimension.MODEL, Dimension.CONNECTION));
        new Trends(sql).read(begin, end, grain, where, points, models);
        Fold.Sum total = points.total();
        return new UsageReport(
                begin,
                end,
                grain,
                point(new Fold(false, List.of()), new Group(Optional.empty(), List.of()), total),
                points(points),
                points(models),
                outcomes(total.counts()));
    }

    private static List<UsagePoint> points(Fold fold) {
        List<UsagePoint> points = new ArrayList<>();
        fold.sums().forEach((group, sum) -> points.add(point(fold, group, sum)));
        return points;
    }

    private static UsagePoint point(Fold fold, Group group, Fold.Sum sum) {
        TrendCounts all = sum.counts();
        CallCounts calls = all.calls();
        List<Money> costs = all.costs().entrySet().stream()
                .map(cost -> new Money(cost.getKey(), Sql.plain(cost.getValue())))
                .toList();
        boolean one = costs.size() == 1;
        return new UsagePoint(
                group.time().orElse(null),
                fold.value(Dimension.MODEL, group),
                fold.value(Dimension.CONNECTION, group),
                fold.value(Dimension.APPLICATION, group),
                calls.requests(),
                all.failures(),
                calls.calls(),
                calls.failedCalls(),
                calls.inputTokens(),
                calls.outputTokens(),
                calls.unknownUsage(),
                one ? costs.get(0).cost() : null,
                one ? costs.get(0).currency() : null,
                costs,
                calls.unknownCost(),
                sum.durations().percentile(50),
                sum.durations().percentile(90),
                sum.durations().percentile(99),
                sum.firstChunks().percentile(50),
                sum.firstChunks().percentile(90),
                sum.firstChunks().percentile(99));
    }

    /** Those that did not fail first, and then by code. */
    private static List<Outcome> outcomes(TrendCounts total) {
        List<Outcome> outcomes = new ArrayList<>();
        long complete = total.calls().requests() - total.failures();
        if (complete > 0) {
            outcomes.add(new Outcome(null, complete));
        }
        total.codes().forEach((code, requests) -> outcomes.add(new Outcome(code, requests)));
        return outcomes;
    }
}
