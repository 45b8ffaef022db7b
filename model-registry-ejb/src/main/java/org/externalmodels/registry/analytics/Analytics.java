package org.externalmodels.registry.analytics;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.math.BigDecimal;
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
        UsageOverview all = overview(time, where);
        UsageCourse course = by.isEmpty()
                ? all.course()
                : course(time, where, by, Math.max(FEWEST_GROUPS, MOST_POINTS / time.stretches()));
        MostCalled models = mostCalled(time, where);
        return new UsageReport(
                time.begin(),
                time.end(),
                time.grain(),
                all.total(),
                course.points(),
                course.moreGroups(),
                models.models(),
                models.more(),
                all.outcomes(),
                all.completeFrom());
    }

    /** What a report says of all calls together. */
    public UsageOverview overview(Instant from, Instant to, Map<Dimension, String> where) {
        return overview(time(from, to, where, List.of()), where);
    }

    private UsageOverview overview(Time time, Map<Dimension, String> where) {
        Fold total = Fold.by(List.of());
        Fold points = Fold.byTimeAnd(List.of(), MOST_POINTS);
        List<Fold> folds = List.of(total, points);
        if (where.isEmpty()) {
            trends().readTotals(time, folds);
        } else {
            trends().read(time, where, folds);
        }
        Fold.Sum all = total.sum(EVERYTHING);
        return new UsageOverview(
                point(total, EVERYTHING, all),
                outcomes(all.counts()),
                course(time, points, 0),
                new Horizons(sql)
                        .completeFrom(List.of(new Stretch(time.begin(), time.end(), Optional.of(time.grain())))));
    }

    /**
     * The points of the groups that were called most.
     *
     * @param by what they have in common
     * @param most groups
     */
    public UsageCourse course(Instant from, Instant to, Map<Dimension, String> where, List<Dimension> by, int most) {
        return course(time(from, to, where, by), where, by, most);
    }

    private UsageCourse course(Time time, Map<Dimension, String> where, List<Dimension> by, int most) {
        Ranking ranking = trends().rank(time, where, by, most);
        Fold points = Fold.byTimeAnd(by, Integer.MAX_VALUE);
        trends().read(time, where, ranking, points);
        return course(time, points, ranking.more());
    }

    private static UsageCourse course(Time time, Fold points, int moreGroups) {
        return new UsageCourse(time.begin(), time.end(), time.grain(), points(points), moreGroups);
    }

    /** What a report says of models and connections. */
    public MostCalled mostCalled(Instant from, Instant to, Map<Dimension, String> where) {
        return mostCalled(time(from, to, where, List.of()), where);
    }

    private MostCalled mostCalled(Time time, Map<Dimension, String> where) {
        List<Dimension> by = List.of(Dimension.MODEL, Dimension.CONNECTION);
        Ranking ranking = trends().rank(time, where, by, MOST_MODELS);
        Fold models = Fold.by(by);
        trends().read(time, where, ranking, models);
        return new MostCalled(
                time.begin(),
                time.end(),
                ranking.groups().stream()
                        .map(group -> point(models, group, models.sum(group)))
                        .toList(),
                ranking.more());
    }

    /** The points of a report on a time, of all groups, without latencies. */
    public List<UsagePoint> calls(Instant from, Instant to, Map<Dimension, String> where, List<Dimension> by) {
        Fold points = Fold.byTimeAnd(by, 0);
        trends().read(time(from, to, where, by), where, List.of(points));
        return points(points);
    }

    private Trends trends() {
        return new Trends(sql);
    }

    private static Time time(Instant from, Instant to, Map<Dimension, String> where, List<Dimension> by) {
        if (!from.isBefore(to)) {
            throw RegistryException.invalid("to", "must be later than from");
        }
        if (!Trends.PLACES.containsAll(by) || !Trends.PLACES.containsAll(where.keySet())) {
            throw RegistryException.invalid("groupBy", "must be model, connection, application or several of them");
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
        boolean nothingUsed = costs.isEmpty() && calls.requests() > 0 && calls.unknownCost() == 0;
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
                one ? costs.get(0).cost() : nothingUsed ? BigDecimal.ZERO : null,
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
