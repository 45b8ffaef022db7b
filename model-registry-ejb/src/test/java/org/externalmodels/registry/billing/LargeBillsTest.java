package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.traces.CollectingStore;
import org.externalmodels.registry.traces.UsageCollector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Bills of many models, over much time, and with more lines than anybody may ask for. */
@ParameterizedClass
@EnumSource(Databases.class)
class LargeBillsTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    /** One more than prices are asked for at once. */
    private static final int MODELS = 1_001;

    private static final int MOST_LINES = 3;

    @Parameter
    private Databases kind;

    private final ListJournal journal = new ListJournal();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = kind.empty();
    }

    @Test
    void everyModelOfABatchHasItsPrice() {
        List<String> ids = IntStream.range(0, MODELS).mapToObj(i -> "m" + i).toList();
        database.withSql(source -> {
            new Sql(source)
                    .insert(
                            "insert into price (id, model_id, model_name, connection_name, effective_from, currency, input,"
                                    + " output, changed_by, changed_at, version)",
                            ids.stream().map(LargeBillsTest::price).toList());
            return null;
        });

        calls(ids.stream()
                .map(id -> Records.withModelId(Records.complete(id, DAY), id))
                .toArray(UsageRecord[]::new));

        assertThat(bill(MODELS, "day"))
                .extracting(
                        line -> line.totals().requests(), line -> line.totals().unknownCost())
                .containsExactly(tuple((long) MODELS, 0L));
        PriceTable prices = database.withSql(source -> PriceTable.load(new Sql(source), Set.copyOf(ids)));
        Quantities used = new Quantities(
                true,
                TokenUsage.reported(OptionalLong.of(1), OptionalLong.of(1)),
                Quantities.NONE.images(),
                Quantities.NONE.audioMillis());
        assertThat(ids.stream()
                        .map(id -> prices.charge(id, "main", DAY, used).priceId())
                        .collect(Collectors.toSet()))
                .hasSize(MODELS);
    }

    private static Object[] price(String model) {
        return new Object[] {
            "price-" + model, model, model, "", DAY, "USD", BigDecimal.ONE, BigDecimal.ONE, "ada", DAY, 1L
        };
    }

    @Test
    void aBillOfTooManyLinesIsRefusedWhateverItIsTakenFrom() {
        calls(IntStream.rangeClosed(0, MOST_LINES)
                .mapToObj(i -> Records.of("t" + i, DAY.plus(i, ChronoUnit.DAYS), "model-" + i))
                .toArray(UsageRecord[]::new));

        for (String words : List.of("model", "day", "hour", "model month", "model tag.case", "day tag.case")) {
            String[] groupBy = words.split(" ", -1);
            assertThatThrownBy(() -> bill(MOST_LINES, groupBy))
                    .as(words)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("makes more than 3 lines");
            assertThat(bill(MOST_LINES + 1, groupBy)).hasSize(MOST_LINES + 1);
        }
    }

    @Test
    void daysOfAMonthAreOneLine() {
        calls(IntStream.range(0, 40)
                .mapToObj(i -> Records.complete("t" + i, DAY.plus(i, ChronoUnit.DAYS)))
                .toArray(UsageRecord[]::new));

        for (String words : List.of("month", "month tag.case")) {
            assertThat(bill(2, words.split(" ", -1)))
                    .extracting(
                            line -> line.common().get("month"),
                            line -> line.totals().requests())
                    .containsExactly(tuple("2026-03", 31L), tuple("2026-04", 9L));
        }
    }

    @Test
    void hoursOfSingleCallsAreThoseOfUtc() {
        calls(
                Records.complete("t1", DAY.minus(1, ChronoUnit.MICROS)),
                Records.complete("t2", DAY),
                Records.complete("t3", DAY.plusSeconds(3_600).minus(1, ChronoUnit.MICROS)),
                Records.complete("t4", DAY.plusSeconds(3_600)),
                Records.complete("t5", Instant.parse("2000-12-31T23:59:59.5Z")));

        assertThat(bill(10, "hour", "tag.case"))
                .extracting(
                        line -> line.common().get("hour"), line -> line.totals().requests())
                .containsExactly(
                        tuple("2000-12-31T23:00:00Z", 1L),
                        tuple("2026-02-28T23:00:00Z", 1L),
                        tuple("2026-03-01T00:00:00Z", 2L),
                        tuple("2026-03-01T01:00:00Z", 1L));
    }

    private void calls(UsageRecord... records) {
        List.of(records).forEach(journal::append);
        new UsageCollector(journal, CollectingStore.on(database)).collect();
        assertThat(journal.waiting()).isZero();
    }

    private List<BillingLine> bill(int mostLines, String... groupBy) {
        BillingQuery query = new BillingQuery(Breakdown.BEGINNING, Breakdown.END, List.of(groupBy), Map.of(), Map.of());
        return database.withSql(source -> new Billing(source, mostLines).bill(query))
                .lines();
    }
}
