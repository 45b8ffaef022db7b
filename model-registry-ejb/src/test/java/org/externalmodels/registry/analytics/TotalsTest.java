package org.externalmodels.registry.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What all calls of hours and days come to, beside what those of each connection do. */
@ParameterizedClass
@EnumSource(Databases.class)
class TotalsTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    @Parameter
    private Databases kind;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = kind.empty();
    }

    @Test
    void areWhatTrendsComeToHoweverLateCallsAre() {
        List<UsageFact> facts = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> facts.add(fact(i, DAY.plus(i * 37L, ChronoUnit.MINUTES))));
        add(facts);
        add(List.of(fact(7, DAY.plusSeconds(5)), fact(8, DAY.minusSeconds(5)), fact(9, DAY.plusSeconds(5))));

        Map<Long, List<Object>> totals = totals();

        // The hours of two days, the last of the day before, and three days.
        assertThat(totals).hasSize(37 + 1 + 3).isEqualTo(sumsOfTrends());
    }

    @Test
    void areMadeOfTrendsThatWereStoredBefore() {
        add(IntStream.range(0, 60)
                .mapToObj(i -> fact(i, DAY.plus(i * 37L, ChronoUnit.MINUTES)))
                .toList());
        Map<Long, List<Object>> before = totals();
        database.withSql(source -> new Sql(source).update("delete from usage_total", List.of()));

        database.withSql(source -> {
            try (Connection connection = source.getConnection()) {
                new PastTotals(connection).make();
                return null;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });

        assertThat(totals()).isNotEmpty().isEqualTo(before);
    }

    @Test
    void areAllThatIsReadOfEverything() {
        add(IntStream.range(0, 20).mapToObj(i -> fact(i, DAY)).toList());
        database.withSql(source -> new Sql(source).update("delete from usage_trend", List.of()));

        UsageOverview all = overview(Map.of());

        assertThat(all.total().requests()).isEqualTo(20);
        assertThat(all.total().p99Millis()).isBetween(190L, 192L);
        assertThat(all.course().points()).extracting(UsagePoint::requests).containsExactly(20L);
        assertThat(all.outcomes()).contains(new UsageReport.Outcome("TIMEOUT", 2));
        assertThat(overview(Map.of(Dimension.MODEL, "model-1")).total().requests())
                .isZero();
    }

    private UsageOverview overview(Map<Dimension, String> where) {
        return database.withSql(source -> new Analytics(source).overview(DAY, DAY.plus(7, ChronoUnit.DAYS), where));
    }

    private void add(List<UsageFact> facts) {
        database.withSql(source -> {
            RollUps sums = new RollUps(new Sql(source));
            sums.lock();
            sums.add(facts);
            return null;
        });
    }

    private Map<Long, List<Object>> totals() {
        Map<Long, Trend> totals = new TreeMap<>();
        read("usage_total", totals);
        return told(totals);
    }

    private Map<Long, List<Object>> sumsOfTrends() {
        Map<Long, Trend> sums = new TreeMap<>();
        read("usage_trend", sums);
        return told(sums);
    }

    private void read(String table, Map<Long, Trend> periods) {
        database.withSql(source -> {
            new Sql(source)
                    .each(
                            "select id, " + String.join(", ", Trend.COLUMNS) + " from " + table,
                            List.of(),
                            row -> periods.computeIfAbsent(SumIds.period(row.getLong(1)), period -> new Trend())
                                    .add(Trend.read(row, 2)));
            return null;
        });
    }

    /** Counts, and some of the latencies: the same ones may be written in several ways. */
    private static Map<Long, List<Object>> told(Map<Long, Trend> periods) {
        Map<Long, List<Object>> told = new TreeMap<>();
        periods.forEach((period, trend) -> {
            List<Object> values = new ArrayList<>(Arrays.asList(trend.counts().columns()));
            for (int percent = 10; percent <= 100; percent += 10) {
                values.add(trend.durations().percentile(percent));
                values.add(trend.firstChunks().percentile(percent));
            }
            told.put(period, values);
        });
        return told;
    }

    /** Of one of seven models, in one of two currencies or of an unknown cost; each tenth fails. */
    private static UsageFact fact(int i, Instant time) {
        boolean failed = i % 10 == 3;
        return new UsageFact(
                time,
                i % 7 == 6 ? null : "model-" + i % 7,
                i % 7 == 6 ? null : "connection-" + i % 3,
                "claims",
                null,
                null,
                null,
                "application",
                null,
                failed ? "TIMEOUT" : null,
                i * 10L + 1,
                i * 10L + 1,
                failed ? null : (Long) (i * 5L),
                failed ? null : (Long) 3L,
                failed ? null : (Long) 4L,
                null,
                null,
                null,
                null,
                null,
                i % 3 == 0 ? null : new BigDecimal("0.1"),
                i % 3 == 0 ? null : i % 2 == 0 ? "USD" : "EUR");
    }
}
