package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.externalmodels.registry.Sql;
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
