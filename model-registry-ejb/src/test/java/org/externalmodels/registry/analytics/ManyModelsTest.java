package org.externalmodels.registry.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.UsageFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports on more models than anybody reads, whose latencies would not fit into the memory of a server. */
@ParameterizedClass
@EnumSource(Databases.class)
class ManyModelsTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final int MODELS = 210;

    @Parameter
    private Databases kind;

    private TestDatabase database;

    /** The first is called once, the second twice and so on, a second longer each. */
    @BeforeEach
    void call() {
        database = kind.empty();
        store(IntStream.rangeClosed(1, MODELS)
                .boxed()
                .flatMap(model -> IntStream.range(0, model).mapToObj(call -> call("model-" + model, model)))
                .toList());
    }

    private void store(List<UsageFact> calls) {
        database.withSql(source -> {
            RollUps sums = new RollUps(new Sql(source));
            sums.lock();
            sums.add(calls);
            return null;
        });
    }

    @Test
    void listTheMostCalledWithTheirLatencies() {
        UsageReport report = report(List.of());

        assertThat(report.models()).hasSize(200);
        assertThat(report.models()).first().extracting(UsagePoint::model).isEqualTo("model-210");
        assertThat(report.models()).last().extracting(UsagePoint::model).isEqualTo("model-11");
        assertThat(report.models())
                .allSatisfy(line -> assertThat(line.p50Millis()).isBetween(line.calls() * 990, line.calls() * 1_010));
        assertThat(report.moreModels()).isEqualTo(10);
        assertThat(report.total().calls()).isEqualTo(MODELS * (MODELS + 1) / 2);
        assertThat(report.total().p50Millis()).isNotNull();
        assertThat(report.points()).hasSize(1);
        assertThat(report.moreGroups()).isZero();
    }

    @Test
    void drawTheMostCalledOfGroups() {
        UsageReport report = report(List.of(Dimension.MODEL));

        assertThat(report.points()).hasSize(125);
        assertThat(report.points())
                .allSatisfy(point -> assertThat(point.calls()).isGreaterThan(MODELS - 125))
                .allSatisfy(point -> assertThat(point.p99Millis()).isNotNull());
        assertThat(report.moreGroups()).isEqualTo(MODELS - 125);
        assertThat(report.total().calls()).isEqualTo(MODELS * (MODELS + 1) / 2);
    }

    @Test
    void knowWhatHadNoModel() {
        store(IntStream.range(0, 2 * MODELS).mapToObj(call -> call(null, 1)).toList());

        UsagePoint first = report(List.of()).models().get(0);

        assertThat(first.model()).isNull();
        assertThat(first.calls()).isEqualTo(2 * MODELS);
        assertThat(first.p50Millis()).isBetween(990L, 1_010L);
        assertThat(report(List.of(Dimension.MODEL, Dimension.CONNECTION)).points())
                .anySatisfy(point -> {
                    assertThat(point.model()).isNull();
                    assertThat(point.calls()).isEqualTo(2 * MODELS);
                });
    }

    @Test
    void areRankedWithinWhatIsAskedFor() {
        MostCalled called = database.withSql(source -> new Analytics(source)
                .mostCalled(DAY, DAY.plus(9, ChronoUnit.DAYS), Map.of(Dimension.APPLICATION, "claims")));
        UsageCourse course = database.withSql(source -> new Analytics(source)
                .course(
                        DAY,
                        DAY.plus(9, ChronoUnit.DAYS),
                        Map.of(Dimension.MODEL, "model-7"),
                        List.of(Dimension.MODEL),
                        3));

        assertThat(called.models()).hasSize(200);
        assertThat(called.more()).isEqualTo(MODELS - 200);
        assertThat(course.points()).extracting(UsagePoint::calls).containsExactly(7L);
        assertThat(course.moreGroups()).isZero();
    }

    @Test
    void countTheCallsOfAll() {
        List<UsagePoint> points = database.withSql(source ->
                new Analytics(source).calls(DAY, DAY.plus(1, ChronoUnit.DAYS), Map.of(), List.of(Dimension.MODEL)));

        assertThat(points)
                .hasSize(MODELS)
                .allSatisfy(point -> assertThat(point.p50Millis()).isNull());
    }

    private UsageReport report(List<Dimension> by) {
        return database.withSql(
                source -> new Analytics(source).report(DAY, DAY.plus(1, ChronoUnit.DAYS), Map.of(), by));
    }

    private static UsageFact call(String model, int seconds) {
        return UsageFacts.call(DAY, model, null, seconds * 1_000L);
    }
}
