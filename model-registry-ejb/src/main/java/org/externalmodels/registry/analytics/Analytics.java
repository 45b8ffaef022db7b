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

    /** More than anybody reads. */
    private static final int MOST_MODELS = 200;

    /** At 16 KB each, 50 MB. */
    private static final int MOST_POINTS = 3_000;

    /** As many as can be told apart in a chart. */
    private static final int FEWEST_GROUPS = 8;

    private static final Group EVERYTHING = new Group(Optional.empty(), List.of());

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
        Time time = time(from, to, where, by);
        Trends trends = new Trends(sql);
        Fold total = Fold.by(List.of(), 1);
        Fold models = Fold.by(List.of(Dimension.MODEL, Dimension.CONNECTION), MOST_MODELS);
        Fold groups = Fold.by(by, 0);
        Fold points = Fold.byTimeAnd(by, MOST_POINTS);
        List<Fold> once = new ArrayList<>(List.of(total, models, groups));
        if (by.isEmpty()) {
            once.add(points);
        }
        trends.read(time, where, once);
        List<Group> mostCalled = models.mostCalled(MOST_MODELS);
        List<Group> drawn = groups.mostCalled(Math.max(FEWEST_GROUPS, MOST_POINTS / time.stretches()));
        // What there is too much of to keep its latencies is read again for those that are called most.
        List<Fold> again = new ArrayList<>();
        Fold called = models;
        if (models.size() > MOST_MODELS) {
            called = models.narrowed(false, mostCalled);
            again.add(called);
        }
        if (!by.isEmpty()) {
            points = groups.narrowed(true, drawn);
            again.add(points);
        }
        if (!again.isEmpty()) {
            trends.read(time, where, again);
        }
        Fold.Sum all = total.sum(EVERYTHING);
        return new UsageReport(
                time.begin(),
                time.end(),
                time.grain(),
                point(total, EVERYTHING, all),
                points(points),
                groups.size() - drawn.size(),
                points(called, mostCalled),
                models.size() - mostCalled.size(),
                outcomes(all.counts()));
    }

    /** The points of a report on a time, of all groups, without latencies. */
    public List<UsagePoint> calls(Instant from, Instant to, Map<Dimension, String> where, List<Dimension> by) {
        Fold points = Fold.byTimeAnd(by, 0);
        new Trends(sql).read(time(from, to, where, by), where, List.of(points));
        return points(points);
    }

    private static Time time(Instant from, Instant to, Map<Dimension, String> where, List<Dimension> by) {
        if (!from.isBefore(to)) {
            throw RegistryException.invalid("to", "is later than from");
        }
        if (!Trends.PLACES.containsAll(by) || !Trends.PLACES.containsAll(where.keySet())) {
            throw RegistryException.invalid("groupBy", "is model, connection, application or several of them");
        }
        Grain grain = Duration.between(from, to).compareTo(LONGEST_BY_HOURS) <= 0 ? Grain.HOUR : Grain.DAY;
        return new Time(grain.start(from), grain.start(to).equals(to) ? to : grain.next(to), grain);
    }

    /** What a report is about, in whole hours or days. */
    record Time(Instant begin, Instant end, Grain grain) {
        int stretches() {
            Duration one = Duration.between(begin, grain.next(begin));
            return (int) Math.min(
                    Integer.MAX_VALUE, Math.max(1, Duration.between(begin, end).dividedBy(one)));
        }
    }

    private static List<UsagePoint> points(Fold fold, List<Group> groups) {
        return groups.stream().map(group -> point(fold, group, fold.sum(group))).toList();
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
