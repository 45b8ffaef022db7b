package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.traces.TraceFilter.Match;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class TraceLogTest {

    @Parameter
    private Databases kind;

    private final ListJournal journal = new ListJournal();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = kind.empty();
        store(
                Records.complete("t1", Records.NOON),
                Records.failed("t2", Records.NOON.plusSeconds(1), FailureCode.TIMEOUT, "no answer"),
                Records.of("t3", Records.NOON.plusSeconds(2), "other"),
                Records.complete("t4", Records.NOON.plusSeconds(2)),
                Records.complete("t5", Records.NOON.plusSeconds(3)));
    }

    @Test
    void whatNoDatabaseStoresIsRefusedAsBadInput() {
        assertThatThrownBy(() -> TraceFilter.ALL.with(TraceField.MODEL, "g\u0000t"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RegistryException.Reason.INVALID));
    }

    @Test
    void theNewestComesFirst() {
        assertThat(ids(slice(TraceFilter.ALL, 10, Optional.empty()))).containsExactly("t5", "t4", "t3", "t2", "t1");
    }

    @Test
    void partsFollowEachOtherWithoutGapsAndRepeatsEvenAtEqualTimes() {
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Slice<TraceItem> part = slice(TraceFilter.ALL, 1, after);
            seen.addAll(ids(part));
            after = part.next();
        } while (after.isPresent());

        assertThat(seen).containsExactly("t5", "t4", "t3", "t2", "t1");
    }

    @Test
    void eachFilterNarrows() {
        assertThat(filtered(filter("gpt", null, null, null))).containsExactly("t5", "t4", "t2", "t1");
        assertThat(filtered(filter("gpt", "main", "failed", "TIMEOUT"))).containsExactly("t2");
        assertThat(filtered(filter(null, "none", null, null))).isEmpty();
    }

    /** As they do not, zones are made to tell what is not so. */
    @Test
    void aSummaryLooksOnlyWhereZonesSayThatSomethingCanBe() {
        TraceFilter failed = filter(null, null, null, "TIMEOUT");
        assertThat(summary(failed).requests()).isEqualTo(1);

        database.withSql(source -> new Sql(source)
                .update("update trace_zone_column set listed = '[]' where column_name = 'code'", List.of()));

        assertThat(summary(failed).requests()).isZero();
        assertThat(summary(TraceFilter.ALL).requests()).isEqualTo(5);
    }

    @Test
    void aPeriodIncludesItsBeginAndNotItsEnd() {
        Instant begin = Records.NOON.plusSeconds(1);
        Instant end = Records.NOON.plusSeconds(3);
        TraceFilter period = TraceFilter.ALL.between(Optional.of(begin), Optional.of(end));

        assertThat(filtered(period)).containsExactly("t4", "t3", "t2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id                       | t2           | t2
            status                   | failed       | t2
            status.in                | failed,other | t2
            code.ne                  | TIMEOUT      | t5,t4,t3,t1
            code.unknown             | false        | t2
            model.contains           | OTH          | t3
            model.starts             | gp           | t5,t4,t2,t1
            caller.contains          | %            |
            connection               | main         | t5,t4,t3,t2,t1
            source                   | application  | t5,t4,t3,t2,t1
            application              | claims       | t5,t4,t3,t2,t1
            component                | bean         | t5,t4,t3,t2,t1
            caller                   | carla        | t5,t4,t3,t2,t1
            millis.gte               | 250          | t5,t4,t3,t2,t1
            millis.gt                | 250          |
            firstChunkMillis.lt      | 91           | t5,t4,t3,t2,t1
            inputTokens              | 12           | t5,t4,t3,t1
            outputTokens.lte         | 33           |
            inputTokens.unknown      | true         | t2
            tokenSource              | PROVIDER     | t5,t4,t3,t1
            cacheWriteTokens.gte     | 0            |
            savedInputTokens.unknown | true         | t5,t4,t3,t2,t1
            savedOutputTokens.gt     | 0            |
            usage.unknown            | true         | t2
            usage.unknown            | false        | t5,t4,t3,t1
            lastAttempt              | true         | t5,t4,t3,t2,t1
            lastAttempt              | false        |
            cost.gt                  | 0.5          |
            cost.unknown             | true         | t5,t4,t3,t2,t1
            priceId.unknown          | true         | t5,t4,t3,t2,t1
            streaming                | false        | t5,t4,t3,t2,t1
            tag.case                 | 4711         | t5,t4,t3,t2,t1
            tag.case                 | 4712         |
            """)
    void everyFieldHasItsFilter(String name, String value, String expected) {
        assertThat(filtered(TraceFilter.ALL.with(TraceCondition.parse(name, value))))
                .containsExactly(expected == null ? new String[0] : expected.split(","));
    }

    @Test
    void eachCallHasOneLastAttempt() {
        UsageRecord failed = Records.failed("t6", Records.NOON.plusSeconds(4), FailureCode.RATE_LIMITED, "wait");
        store(
                Records.attempt(failed, 1, Optional.empty()),
                Records.attempt(failed, 2, Optional.of(Duration.ofSeconds(9))));

        assertThat(slice(TraceFilter.ALL.with(TraceCondition.parse("lastAttempt", "true")), 10, Optional.empty())
                        .items())
                .extracting(TraceItem::id, TraceItem::attempt)
                .containsExactly(
                        tuple("t6", 2), tuple("t5", 1), tuple("t4", 1), tuple("t3", 1), tuple("t2", 1), tuple("t1", 1));
        assertThat(slice(TraceFilter.ALL.with(TraceCondition.parse("lastAttempt", "false")), 10, Optional.empty())
                        .items())
                .extracting(TraceItem::id, TraceItem::attempt)
                .containsExactly(tuple("t6", 1));
    }

    @Test
    void namesThatLeadNowhereAreOfNoModelAndOfNoConnection() {
        store(
                Records.toNowhere(Records.complete("t6", Records.NOON), Optional.empty(), "made-up", "any"),
                Records.toNowhere(Records.complete("t7", Records.NOON), Optional.of("model-id"), "gpt", "made-up"));

        assertThat(filtered(TraceFilter.ALL.with(TraceCondition.parse("model.unknown", "true"))))
                .containsExactly("t6");
        assertThat(filtered(TraceFilter.ALL.with(TraceCondition.parse("connection.unknown", "true"))))
                .containsExactly("t7", "t6");
        assertThat(filtered(TraceFilter.ALL.with(TraceCondition.parse("connection.unknown", "false"))))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "modle, x",
        "millis.contains, 3",
        "model.gt, x",
        "model.like, x",
        "tag., x",
        "millis, much",
        "cost, 1e999999",
        "streaming, maybe",
        "lastAttempt, maybe",
        "lastAttempt.ne, true"
    })
    void aFilterThatIsNoneIsRefused(String name, String value) {
        assertThatThrownBy(() -> TraceCondition.parse(name, value))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(name);
    }

    @Test
    void conditionsHoldAllTogetherOrAnyOfThem() {
        List<TraceCondition> conditions =
                List.of(TraceCondition.parse("model", "other"), TraceCondition.parse("status", "failed"));

        assertThat(filtered(new TraceFilter(Match.ALL, conditions, Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(filtered(new TraceFilter(Match.ANY, conditions, Optional.empty(), Optional.empty())))
                .containsExactly("t3", "t2");
        assertThat(filtered(new TraceFilter(
                        Match.ANY, conditions, Optional.of(Records.NOON.plusSeconds(2)), Optional.empty())))
                .containsExactly("t3");
    }

    @Test
    void aSummaryCountsAndGivesPercentilesOfWhatAFilterLetsThrough() {
        database.clear();
        store(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> Records.lasting(Records.complete("t" + i, Records.NOON), Duration.ofMillis(10L * i)))
                .toArray(UsageRecord[]::new));
        store(Records.of("other", Records.NOON, "other"));

        TraceSummary summary = summary(filter("gpt", null, null, null));

        assertThat(summary.requests()).isEqualTo(100);
        assertThat(summary.failures()).isZero();
        assertThat(summary.failureRate()).isEqualByComparingTo("0");
        assertThat(summary.p50Millis()).isEqualTo(500);
        assertThat(summary.p90Millis()).isEqualTo(900);
        assertThat(summary.p99Millis()).isEqualTo(990);
        assertThat(summary.inputTokens()).isEqualTo(1200);
        assertThat(summary.unknownUsage()).isZero();
        assertThat(summary.unknownCost()).isEqualTo(100);
        assertThat(summary.costs()).isEmpty();
    }

    @Test
    void aSummaryTellsFailuresAndWhatIsUnknown() {
        TraceSummary summary = summary(TraceFilter.ALL);
        assertThat(summary.failures()).isEqualTo(1);
        assertThat(summary.failureRate()).isEqualByComparingTo("0.2");
        assertThat(summary.unknownUsage()).isEqualTo(1);

        TraceSummary nothing = summary(filter("none", null, null, null));
        assertThat(nothing.failureRate()).isNull();
        assertThat(nothing.p50Millis()).isNull();
        assertThat(nothing.inputTokens()).isNull();
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        for (String place : List.of("", "x", "_", "2026-01-01T00:00:00Z_", "x_1")) {
            assertThatThrownBy(() -> slice(TraceFilter.ALL, 1, Optional.of(place)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("after");
        }
    }

    private void store(UsageRecord... records) {
        List.of(records).forEach(journal::append);
        new UsageCollector(journal, new TransactionalStore(database)).collect();
    }

    @Test
    void attemptsOfSeveralCallsAreHadTogether() {
        Map<String, List<TraceItem>> attempts =
                database.withSql(source -> new TraceLog(source).attempts(Set.of("t1", "t3", "nobody")));

        assertThat(attempts).containsOnlyKeys("t1", "t3");
        assertThat(attempts.get("t3"))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.model()).isEqualTo("other"));
    }

    private Slice<TraceItem> slice(TraceFilter filter, int limit, Optional<String> after) {
        return database.withSql(source -> new TraceLog(source).slice(filter, limit, after));
    }

    private TraceSummary summary(TraceFilter filter) {
        return database.withSql(source -> new TraceLog(source).summary(filter));
    }

    private List<String> filtered(TraceFilter filter) {
        return ids(slice(filter, 10, Optional.empty()));
    }

    private static List<String> ids(Slice<TraceItem> slice) {
        return slice.items().stream().map(TraceItem::id).toList();
    }

    private static TraceFilter filter(String model, String connection, String status, String code) {
        return TraceFilter.ALL
                .with(TraceField.MODEL, Optional.ofNullable(model))
                .with(TraceField.CONNECTION, Optional.ofNullable(connection))
                .with(TraceField.STATUS, Optional.ofNullable(status))
                .with(TraceField.CODE, Optional.ofNullable(code));
    }
}
