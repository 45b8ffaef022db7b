package org.externalmodels.admin.console.analytics;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.UsageCourse;
import org.externalmodels.registry.analytics.UsagePoint;
import org.externalmodels.registry.analytics.UsagePoint.Money;
import org.externalmodels.registry.json.Json;

/** What charts are drawn from, as JSON for the page's script. */
public final class Charts {

    private static final String BARS = "bar";
    private static final String LINES = "line";

    private static final String CALLS = "&lastAttempt=true";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

    private final UsageCourse course;
    private final UsageQuery query;
    private final Timeline timeline;
    private final Wording wording;

    Charts(UsageCourse course, UsageQuery query, Wording wording) {
        this.course = course;
        this.query = query;
        this.wording = wording;
        timeline = new Timeline(course, query.sideBySide(), wording);
    }

    /** How many models or connections are not drawn because there are too many. */
    public int omitted() {
        return timeline.omitted();
    }

    public boolean nothing() {
        return course.points().isEmpty();
    }

    /** What each bar is. */
    public String stretch() {
        return course.grain() == Grain.HOUR ? "hour" : "day";
    }

    private boolean together() {
        return query.by() == null;
    }

    /** By success and failure, or by model or connection. */
    public String requests() {
        if (!together()) {
            return each(BARS, true, "", UsagePoint::calls, 0L, CALLS);
        }
        return chart(
                BARS,
                true,
                "",
                CALLS,
                List.of(
                        new Series(
                                "Success",
                                "good",
                                timeline.values("", point -> point.calls() - point.failedCalls(), 0L),
                                "&status=complete"),
                        new Series(
                                "Failure",
                                "bad",
                                timeline.values("", UsagePoint::failedCalls, 0L),
                                "&status=failures")));
    }

    public String tokens() {
        if (!together()) {
            return each(BARS, true, "", Charts::allTokens, 0L, "");
        }
        return chart(
                BARS,
                true,
                "",
                "",
                List.of(
                        new Series("Tokens in", "", timeline.values("", UsagePoint::inputTokens, 0L), ""),
                        new Series("Tokens out", "", timeline.values("", UsagePoint::outputTokens, 0L), "")));
    }

    private static Long allTokens(UsagePoint point) {
        if (point.inputTokens() == null || point.outputTokens() == null) {
            return point.inputTokens() == null ? point.outputTokens() : point.inputTokens();
        }
        return point.inputTokens() + point.outputTokens();
    }

    /** Three percentiles, or what nine of ten did not exceed by model or connection. */
    public String latency() {
        if (!together()) {
            return each(LINES, true, "ms", UsagePoint::p90Millis, null, "");
        }
        return chart(
                LINES,
                true,
                "ms",
                "",
                List.of(
                        new Series("P50", "", timeline.values("", UsagePoint::p50Millis, null), ""),
                        new Series("P90", "", timeline.values("", UsagePoint::p90Millis, null), ""),
                        new Series("P99", "", timeline.values("", UsagePoint::p99Millis, null), "")));
    }

    /** In each currency that occurs. */
    public String cost() {
        TreeSet<String> currencies = new TreeSet<>();
        course.points().forEach(point -> point.costs().forEach(money -> currencies.add(money.currency())));
        List<Series> series = new ArrayList<>();
        for (String currency : currencies) {
            for (String name : timeline.names()) {
                List<BigDecimal> values = timeline.values(name, point -> cost(point, currency), BigDecimal.ZERO);
                if (values.stream().filter(Objects::nonNull).anyMatch(value -> value.signum() != 0)) {
                    series.add(new Series(name.isEmpty() ? currency : name + ", " + currency, "", values, drill(name)));
                }
            }
        }
        return chart(BARS, false, currencies.size() == 1 ? currencies.first() : "", "", series);
    }

    private static BigDecimal cost(UsagePoint point, String currency) {
        return point.costs().stream()
                .filter(money -> money.currency().equals(currency))
                .map(Money::cost)
                .findFirst()
                .orElse(null);
    }

    private <N extends Number> String each(
            String kind, boolean whole, String unit, Function<UsagePoint, N> number, N nothing, String common) {
        return chart(
                kind,
                whole,
                unit,
                common,
                timeline.names().stream()
                        .map(name -> new Series(name, "", timeline.values(name, number, nothing), drill(name)))
                        .toList());
    }

    private String drill(String name) {
        return drill(timeline.example(name));
    }

    /** What a point's traces have in common beside their time and what is asked of all. */
    private String drill(UsagePoint point) {
        Address common = new Address();
        List<Dimension> by = query.sideBySide();
        if (by.contains(Dimension.MODEL) && query.model() == null) {
            common.common("model", point.model());
        }
        if (by.contains(Dimension.CONNECTION) && query.connection() == null) {
            common.common("connection", point.connection());
        }
        String address = common.toString();
        return address.equals("?") ? "" : address.replace('?', '&');
    }

    public boolean costKnown() {
        return course.points().stream().anyMatch(point -> !point.costs().isEmpty());
    }

    /** The points that are drawn, by time: the numbers behind the charts. */
    public List<UsagePoint> points() {
        return timeline.drawn();
    }

    /** The address of the traces behind a point. */
    public String traces(UsagePoint point) {
        return traces(point.time()) + drill(point);
    }

    private String traces(Instant start) {
        return query.traces(start, course.grain().next(start), wording);
    }

    private String chart(String kind, boolean whole, String unit, String common, List<Series> series) {
        JsonArrayBuilder labels = Json.createArrayBuilder();
        JsonArrayBuilder drills = Json.createArrayBuilder();
        for (Instant start : timeline.starts()) {
            labels.add(label(start));
            drills.add(traces(start) + common);
        }
        JsonArrayBuilder all = Json.createArrayBuilder();
        series.forEach(one -> all.add(one.json()));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("kind", kind)
                .add("stacked", kind.equals(BARS))
                .add("unit", unit)
                .add("whole", whole)
                .add("labels", labels)
                .add("traces", drills)
                .add("series", all);
        return json.build().toString();
    }

    /** Days are of UTC, whatever the zone that times are shown in; the bill's are the same. */
    private String label(Instant start) {
        return course.grain() == Grain.HOUR
                ? wording.minute(start).substring("2026-01-01 ".length())
                : DAY.format(start.atOffset(ZoneOffset.UTC));
    }
}
