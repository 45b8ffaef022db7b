package org.externalmodels.registry.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class RollUpsTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    @Parameter
    private Databases kind;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = kind.empty();
    }

    @Test
    void lateAttemptsJoinTheSumsOfTheirTime() {
        add(fact(DAY.plusSeconds(10), 5L, "0.5"), fact(DAY.plus(2, ChronoUnit.HOURS), 7L, null));
        add(fact(DAY.plusSeconds(3_599), null, "0.25"), fact(DAY.minusMillis(1), 100L, null));

        Map<Group, Map<String, Totals>> hours =
                sums(Optional.of(Span.HOUR), DAY.minusSeconds(3_600), DAY.plusSeconds(86_400));
        assertThat(hours.keySet())
                .extracting(group -> group.time().orElseThrow())
                .containsExactly(DAY.minusSeconds(3_600), DAY, DAY.plus(2, ChronoUnit.HOURS));
        Totals first = all(hours.get(group(DAY)));
        assertThat(first.requests()).isEqualTo(2);
        assertThat(first.inputTokens()).isEqualTo(5);
        assertThat(first.unknownUsage()).isEqualTo(1);
        assertThat(first.cost()).isEqualByComparingTo("0.75");

        Totals ofDay =
                all(sums(Optional.of(Span.DAY), DAY, DAY.plusSeconds(86_400)).get(group(DAY)));
        assertThat(ofDay.requests()).isEqualTo(3);
        assertThat(ofDay.inputTokens()).isEqualTo(12);
        assertThat(ofDay.unknownCost()).isEqualTo(1);
    }

    @Test
    void aSumOfNothingKnownIsUnknown() {
        add(fact(DAY, null, null));

        Totals totals = everything(DAY.plusSeconds(3_600));

        assertThat(totals.inputTokens()).isNull();
        assertThat(totals.cost()).isNull();
        assertThat(totals.requests()).isEqualTo(1);
    }

    @Test
    void percentilesOfManyPartsAreThoseOfTheWhole() {
        IntStream.range(0, 4)
                .forEach(part -> add(IntStream.rangeClosed(1, 250)
                        .mapToObj(i -> fact(DAY.plus(part, ChronoUnit.HOURS), 1L, null, part * 250L + i))
                        .toArray(UsageFact[]::new)));

        UsageReport report = report(DAY.plus(30, ChronoUnit.DAYS));

        assertThat(report.grain()).isEqualTo(Grain.DAY);
        assertThat(report.total().requests()).isEqualTo(1_000);
        assertThat(report.total().p50Millis()).isBetween(495L, 510L);
        assertThat(report.total().p90Millis()).isBetween(890L, 911L);
        assertThat(report.total().p99Millis()).isBetween(980L, 1_001L);
        assertThat(report.points()).hasSize(1);
    }

    @Test
    void aDayIsReportedByHoursAndWhatIsLongerByDays() {
        add(
                fact(DAY, 1L, "1"),
                fact(DAY.plus(5, ChronoUnit.HOURS), 1L, "1"),
                fact(DAY.plus(5, ChronoUnit.DAYS), 1L, "1"));

        UsageReport day = report(DAY.plus(1, ChronoUnit.DAYS));
        UsageReport month = report(DAY.plus(30, ChronoUnit.DAYS));

        assertThat(day.points()).extracting(UsagePoint::time).containsExactly(DAY, DAY.plus(5, ChronoUnit.HOURS));
        assertThat(month.points()).extracting(UsagePoint::requests).containsExactly(2L, 1L);
        assertThat(month.total().cost()).isEqualByComparingTo("3");
        assertThat(month.total().currency()).isEqualTo("USD");
        assertThat(month.models()).extracting(UsagePoint::model).containsExactly("gpt");
        assertThat(month.outcomes()).containsExactly(new UsageReport.Outcome(null, 3));
    }

    /** Both servers read the same sum, add to it and write it back. */
    @Test
    void twoServersAtOnceLoseNothingOfASum() {
        int rounds = 10;
        List<CompletableFuture<Void>> servers = IntStream.range(0, 2)
                .mapToObj(server -> CompletableFuture.runAsync(() -> IntStream.range(0, rounds)
                        .forEach(i -> add(fact(DAY, 1L, "0.1"), fact(DAY.plusSeconds(i), 2L, null)))))
                .toList();
        servers.forEach(server -> await().until(server::isDone));
        servers.forEach(CompletableFuture::join);

        Totals totals = everything(DAY.plusSeconds(3_600));

        assertThat(totals.requests()).isEqualTo(4L * rounds);
        assertThat(totals.inputTokens()).isEqualTo(6L * rounds);
        assertThat(totals.cost()).isEqualByComparingTo(new BigDecimal("0.1").multiply(BigDecimal.valueOf(2L * rounds)));
        assertThat(report(DAY.plusSeconds(3_600)).total().p50Millis()).isEqualTo(250);
    }

    private void add(UsageFact... facts) {
        database.withSql(source -> {
            RollUps sums = new RollUps(new Sql(source));
            sums.lock();
            sums.add(List.of(facts));
            return null;
        });
    }

    private UsageReport report(Instant to) {
        return database.withSql(source -> new Analytics(source).report(DAY, to, Map.of(), List.of()));
    }

    private Totals everything(Instant to) {
        return all(sums(Optional.empty(), DAY, to).get(new Group(Optional.empty(), List.of())));
    }

    private Map<Group, Map<String, Totals>> sums(Optional<Span> time, Instant from, Instant to) {
        Breakdown breakdown = new Breakdown(from, to, List.of(), Optional.empty(), time, Map.of(), Map.of());
        return database.withSql(source -> new UsageSums(new Sql(source), 1_000).read(breakdown));
    }

    private static Totals all(Map<String, Totals> byCurrency) {
        return byCurrency.values().stream().reduce(Totals.NONE, Totals::plus);
    }

    private static Group group(Instant time) {
        return new Group(Optional.of(time), List.of());
    }

    private static UsageFact fact(Instant time, Long tokens, String cost) {
        return fact(time, tokens, cost, 250);
    }

    private static UsageFact fact(Instant time, Long tokens, String cost, long millis) {
        return new UsageFact(
                time,
                "gpt",
                "main",
                "claims",
                null,
                "carla",
                null,
                "application",
                "triage",
                null,
                millis,
                millis,
                null,
                tokens,
                tokens,
                null,
                null,
                null,
                2L,
                null,
                cost == null ? null : new BigDecimal(cost),
                cost == null ? null : "USD");
    }
}
