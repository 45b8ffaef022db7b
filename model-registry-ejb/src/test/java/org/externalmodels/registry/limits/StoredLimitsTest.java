package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.billing.PriceChanged;
import org.externalmodels.registry.billing.PriceItem;
import org.externalmodels.registry.billing.Quantities;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StoredLimitsTest {

    private static final Instant NOON = Instant.parse("2026-05-17T12:00:00Z");

    @AutoClose
    private final TestDatabase database = TestDatabase.h2();

    @Test
    void theStampMovesWhenAPriceTakesThePlaceOfAnother() {
        price("a", NOON);
        price("b", NOON.plusSeconds(60));
        String before = stamp();

        // By a server whose clock is late.
        update("delete from price where id = ?", List.of("a"));
        price("c", NOON.plusNanos(1_000));

        assertThat(stamp()).isNotEqualTo(before);
    }

    @Test
    void pricesAreKnownBeforeThereIsABudget() {
        price("a", NOON);
        update("update price set request = ? where id = ?", List.of(new BigDecimal("0.25"), "a"));

        assertThat(cost(database.withSql(source -> new StoredLimits(source).rules())))
                .isEqualByComparingTo("0.25");
    }

    @Test
    void aPriceThatChangesHoldsBeforeTheDatabaseIsReadAgain() {
        Rules before = new Rules(List.of(), TestPrices.perRequest("model of a", "1", "USD"));
        PriceItem dearer = item("a", "2", NOON.minusSeconds(1));

        Rules after = before.with(new PriceChanged("a", "model of a", Optional.of(dearer)));

        assertThat(cost(before)).isEqualByComparingTo("1");
        assertThat(cost(after)).isEqualByComparingTo("2");
        assertThat(cost(after.with(
                        new PriceChanged("a", "model of a", Optional.of(item("a", "3", NOON.minusSeconds(2)))))))
                .isEqualByComparingTo("3");
        assertThat(cost(after.with(new PriceChanged("a", "model of a", Optional.empty()))))
                .isEqualByComparingTo("1");
    }

    private static PriceItem item(String id, String request, Instant from) {
        return new PriceItem(
                id,
                "gpt",
                "model of a",
                null,
                from,
                "USD",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal(request),
                "test",
                NOON,
                1);
    }

    private static BigDecimal cost(Rules rules) {
        Quantities one = new Quantities(true, TokenUsage.NONE, OptionalLong.of(0), OptionalLong.of(0));
        return rules.prices().charge("model of a", "main", NOON, one).cost();
    }

    private String stamp() {
        return database.withSql(source -> new StoredLimits(source).stamp());
    }

    private void price(String id, Instant changed) {
        update(
                "insert into price (id, model_id, model_name, connection_name, effective_from, currency, changed_by,"
                        + " changed_at, version) values (?, ?, 'gpt', '', ?, 'USD', 'test', ?, 1)",
                List.of(id, "model of " + id, NOON, changed));
    }

    private void update(String statement, List<?> values) {
        assertThat(database.<Integer>withSql(source -> new Sql(source).update(statement, values)))
                .isOne();
    }
}
