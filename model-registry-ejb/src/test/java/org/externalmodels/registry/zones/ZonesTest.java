package org.externalmodels.registry.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.traces.TraceCondition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ZonesTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> COLUMNS = List.of("component", "input_tokens", "cost", "streaming");
    private static final int ROWS_OF_ZONE = 5;

    /** So many rows have too many texts to list. */
    private static final int MANY = 100;

    @Parameter
    private Databases kind;

    private TestDatabase database;

    private record Call(long id, Instant time, List<Object> values) {}

    @BeforeEach
    void open() {
        database = kind.empty();
    }

    /** Batches as servers write them: each in order by itself, some of them late. */
    @Test
    void whateverFulfilsAConditionIsWhereItSaysThatItCanBe() {
        Random random = new Random(7);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(new Call(
                    i,
                    BEGIN.plusSeconds(random.nextInt(100)),
                    Arrays.asList(
                            random.nextInt(4) == 0 ? null : "part-" + i / 20 + (random.nextInt(50) == 0 ? "Ä" : ""),
                            random.nextInt(9) == 0 ? null : (long) random.nextInt(60),
                            random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextInt(500), 2),
                            random.nextBoolean())));
        }
        for (int i = 0; i < calls.size(); i += 20) {
            store(calls.subList(i, i + 20));
        }

        assertFound(
                "component=part-3",
                "component=part-",
                "component.ne=part-1",
                "component.in=part-1,part-7,x",
                "component.unknown=true",
                "component.unknown=false",
                "component.starts=PART-9",
                "component.contains=ä",
                "inputTokens=33",
                "inputTokens.gt=58",
                "inputTokens.gte=59",
                "inputTokens.lt=1",
                "inputTokens.lte=0",
                "inputTokens.unknown=true",
                "cost=4.990",
                "cost.gte=4.99",
                "cost.in=0.01,0.02",
                "streaming=true",
                "streaming.ne=false");
    }

    @Test
    void ofManyTextsEachIsWhereItSaysThatItCanBe() {
        Random random = new Random(11);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String component = "part-" + (random.nextInt(10) == 0 ? "Ä" : "") + random.nextInt(200);
            calls.add(call(i, random.nextInt(1_000), random.nextInt(9) == 0 ? null : component));
        }
        for (int i = 0; i < calls.size(); i += 20) {
            store(calls.subList(i, i + 20), MANY);
        }

        assertFound(
                "component=part-3",
                "component=part-Ä3",
                "component.in=x,part-7,part-8",
                "component.ne=part-3",
                "component.unknown=true",
                "component.starts=PART-1",
                "component.contains=-19",
                "component.contains=ä1",
                "component.contains=part");
    }

    private void assertFound(String... conditions) {
        for (String condition : conditions) {
            int equals = condition.indexOf('=');
            TraceCondition parsed =
                    TraceCondition.parse(condition.substring(0, equals), condition.substring(equals + 1));
            List<TimeSpan> spans = spans(parsed);
            assertThat(fulfilling(parsed))
                    .describedAs(condition)
                    .allSatisfy(time -> assertThat(spans).anyMatch(span -> contains(span, time)));
        }
    }

    @Test
    void whereNothingCanBeNothingIsLookedAt() {
        for (int i = 0; i < 20; i++) {
            store(List.of(call(i, "part-" + i / 10, (long) i, null)));
        }

        assertThat(spans("component", "none")).isEmpty();
        assertThat(spans("cost.unknown", "false")).isEmpty();
        assertThat(spans("inputTokens.gt", "19")).isEmpty();
        assertThat(spans("streaming", "false")).isEmpty();
        assertThat(spans("component", "part-0"))
                .containsExactly(new TimeSpan(Optional.of(BEGIN), Optional.of(BEGIN.plusSeconds(10))));
        assertThat(spans("component", "part-1"))
                .containsExactly(new TimeSpan(Optional.of(BEGIN.plusSeconds(10)), Optional.empty()));
        assertThat(spans("inputTokens.in", "0,12"))
                .containsExactly(
                        new TimeSpan(Optional.of(BEGIN.plusSeconds(10)), Optional.of(BEGIN.plusSeconds(15))),
                        new TimeSpan(Optional.of(BEGIN), Optional.of(BEGIN.plusSeconds(5))));
    }

    @Test
    void ofManyTextsThoseThatAreNotThereAreNotLookedFor() {
        storeMany(ZoneNames::new);

        assertThat(spans("component", "part-150")).containsExactly(span(100, 200));
        assertThat(spans("component.in", "part-150,part-0,none"))
                .containsExactly(new TimeSpan(Optional.of(BEGIN), Optional.of(BEGIN.plusSeconds(200))));
        assertThat(spans("component", "none")).isEmpty();
        assertThat(spans("component.contains", "T-15"))
                .containsExactly(new TimeSpan(Optional.of(BEGIN), Optional.of(BEGIN.plusSeconds(200))));
        assertThat(spans("component.starts", "part-25"))
                .containsExactly(
                        new TimeSpan(Optional.of(BEGIN.plusSeconds(200)), Optional.empty()),
                        new TimeSpan(Optional.of(BEGIN), Optional.of(BEGIN.plusSeconds(100))));
        assertThat(spans("component.contains", "art-300")).isEmpty();
        assertThat(spans("component.contains", "%")).isEmpty();
    }

    @Test
    void whereNotAllNamesAreKnownAPartOfOneIsPossible() {
        storeMany(sql -> new ZoneNames(sql, 250));

        assertThat(spans("component.contains", "none"))
                .containsExactly(new TimeSpan(Optional.of(BEGIN.plusSeconds(200)), Optional.empty()));
        assertThat(spans("component", "none")).isEmpty();
    }

    @Test
    void namesAreForgottenWithTheDayOfTheirLastRow() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(call(i, i < 100 ? i : 86_400 + i, "part-" + (i < 10 ? 150 : i)));
        }
        store(calls, MANY);

        with(source -> new Sql(source).update("delete from trace where id < 50", List.of()));
        with(source -> new ZoneStore(new Sql(source)).forget(BEGIN));
        assertThat(names()).hasSize(190);

        with(source -> new Sql(source).update("delete from trace where id < 100", List.of()));
        with(source -> new ZoneStore(new Sql(source)).forget(BEGIN));
        assertThat(names()).hasSize(100).contains("part-150");
    }

    private List<String> names() {
        return database.withSql(
                source -> new Sql(source).list("select name from trace_name", List.of(), row -> row.getString("name")));
    }

    /** A part of its own for each of 300 rows, a hundred in a zone. */
    private void storeMany(Function<Sql, ZoneNames> names) {
        for (int i = 0; i < 300; i += 50) {
            List<Call> calls = new ArrayList<>();
            for (int k = i; k < i + 50; k++) {
                calls.add(call(k, k, "part-" + k));
            }
            store(calls, MANY, names);
        }
    }

    @Test
    void aTimeIsNotLeft() {
        for (int i = 0; i < 20; i++) {
            store(List.of(call(i, "part", (long) i, null)));
        }
        TimeSpan within = new TimeSpan(Optional.of(BEGIN.plusSeconds(3)), Optional.of(BEGIN.plusSeconds(12)));

        assertThat(spans(within, TraceCondition.parse("component", "part"))).containsExactly(within);
        assertThat(spans(within, TraceCondition.parse("inputTokens", "14")))
                .containsExactly(new TimeSpan(Optional.of(BEGIN.plusSeconds(10)), within.to()));
        assertThat(spans(within, TraceCondition.parse("inputTokens", "15"))).isEmpty();
    }

    @Test
    void noMoreZonesAreReadThanItTakes() {
        for (int i = 0; i < 60; i++) {
            store(List.of(call(i, "part", (long) i, null)));
        }
        Instant newest = BEGIN.plusSeconds(55);
        for (Instant unreadable : List.of(BEGIN, newest)) {
            with(source -> new Sql(source)
                    .update("update trace_zone_column set listed = 'x' where zone = ?", List.of(unreadable)));
        }

        List<TimeSpan> found = database.withSql(source -> {
            Iterator<TimeSpan> spans = new Zones(new Sql(source), 2)
                    .spans(
                            new TimeSpan(Optional.empty(), Optional.of(newest)),
                            List.of(TraceCondition.parse("component", "part").zones()),
                            true)
                    .iterator();
            return List.of(spans.next(), spans.next());
        });

        assertThat(found).containsExactly(span(45, 55), span(25, 45));
    }

    private static TimeSpan span(int from, int to) {
        return new TimeSpan(Optional.of(BEGIN.plusSeconds(from)), Optional.of(BEGIN.plusSeconds(to)));
    }

    @Test
    void anotherCostOfARowIsFoundAsWell() {
        Call call = call(1, "part", 1L, null);
        store(List.of(call));
        with(source -> {
            Sql sql = new Sql(source);
            new ZoneStore(sql, ROWS_OF_ZONE, new ZoneNames(sql))
                    .change(List.of("cost"), List.of(new ZoneStore.Row(call.time(), List.of(new BigDecimal("0.25")))));
        });

        assertThat(spans("cost", "0.25")).hasSize(1);
        assertThat(spans("cost", "0.26")).isEmpty();
    }

    @Test
    void ofARowThatWasThereBeforeZonesAnythingIsPossible() {
        with(source -> new Sql(source)
                .update(
                        "insert into trace_zone (started_at, last_at, trace_rows) values (?, ?, 1)",
                        List.of(BEGIN, BEGIN)));
        store(List.of(call(0, "part", 1L, null)));

        assertThat(spans("component", "none")).hasSize(1);
    }

    @Test
    void aZoneIsForgottenWithItsLastRow() {
        for (int i = 0; i < 10; i++) {
            store(List.of(call(i, "part", 1L, null)));
        }
        Instant before = BEGIN.plusSeconds(8);

        with(source -> new Sql(source).update("delete from trace where started_at < ?", List.of(BEGIN.plusSeconds(4))));
        with(source -> new ZoneStore(new Sql(source)).forget(before));
        assertThat(zones("started_at from trace_zone")).isEqualTo(2);
        assertThat(zones("distinct zone from trace_zone_column")).isEqualTo(2);

        with(source -> new Sql(source).update("delete from trace where started_at < ?", List.of(before)));
        with(source -> new ZoneStore(new Sql(source)).forget(before));
        assertThat(zones("started_at from trace_zone")).isEqualTo(1);
        assertThat(zones("distinct zone from trace_zone_column")).isEqualTo(1);
        assertThat(spans("component", "part")).hasSize(1);
    }

    private static Call call(int at, String component, Long tokens, BigDecimal cost) {
        return new Call(at, BEGIN.plusSeconds(at), Arrays.asList(component, tokens, cost, true));
    }

    private static Call call(int id, int at, String component) {
        return new Call(id, BEGIN.plusSeconds(at), Arrays.asList(component, 1L, null, true));
    }

    private void store(List<Call> calls) {
        store(calls, ROWS_OF_ZONE);
    }

    private void store(List<Call> calls, int rowsOfZone) {
        store(calls, rowsOfZone, ZoneNames::new);
    }

    private void store(List<Call> calls, int rowsOfZone, Function<Sql, ZoneNames> names) {
        with(source -> {
            Sql sql = new Sql(source);
            sql.insert(
                    "insert into trace (id, trace_id, attempt, started_at, millis, source, model_name, status, token_source,"
                            + " finish_reason, degraded, component, input_tokens, cost, streaming)",
                    calls.stream().map(ZonesTest::columns).toList());
            new ZoneStore(sql, rowsOfZone, names.apply(sql))
                    .add(
                            COLUMNS,
                            calls.stream()
                                    .map(call -> new ZoneStore.Row(call.time(), call.values()))
                                    .toList());
        });
    }

    private static Object[] columns(Call call) {
        List<Object> columns = new ArrayList<>(List.of(
                call.id(),
                "t" + call.id(),
                1,
                call.time(),
                1L,
                "application",
                "gpt",
                "complete",
                "PROVIDER",
                "STOP",
                false));
        columns.addAll(call.values());
        return columns.toArray();
    }

    private List<Instant> fulfilling(TraceCondition condition) {
        return database.withSql(source -> new Sql(source)
                .list(
                        "select t.started_at from trace t where " + condition.sql(),
                        condition.parameters(),
                        row -> Sql.time(row, "started_at")));
    }

    private List<TimeSpan> spans(String name, String value) {
        return spans(TraceCondition.parse(name, value));
    }

    private List<TimeSpan> spans(TraceCondition condition) {
        return spans(TimeSpan.ALL, condition);
    }

    private List<TimeSpan> spans(TimeSpan within, TraceCondition condition) {
        return database.withSql(source -> {
            List<TimeSpan> spans = new ArrayList<>();
            new Zones(new Sql(source))
                    .spans(within, List.of(condition.zones()), true)
                    .forEach(spans::add);
            return spans;
        });
    }

    private static boolean contains(TimeSpan span, Instant time) {
        return span.from().filter(time::isBefore).isEmpty()
                && span.to().filter(to -> !time.isBefore(to)).isEmpty();
    }

    private int zones(String what) {
        return database.withSql(source ->
                new Sql(source).list("select " + what, List.of(), row -> 1).size());
    }

    private void with(Consumer<DataSource> work) {
        database.withSql(source -> {
            work.accept(source);
            return null;
        });
    }
}
