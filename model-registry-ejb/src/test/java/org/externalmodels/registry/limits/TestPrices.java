package org.externalmodels.registry.limits;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.billing.PriceTable;
import org.externalmodels.registry.support.TestDatabase;

/** Prices of models for tests, as they come out of a database. */
final class TestPrices {

    private TestPrices() {}

    static PriceTable none() {
        return PriceTable.load(null, Set.of());
    }

    static PriceTable perRequest(String modelId, String price, String currency) {
        return table(modelId, "request = " + price, currency);
    }

    static PriceTable perImage(String modelId, String price, String currency) {
        return table(modelId, "image = " + price, currency);
    }

    static PriceTable perMillion(String modelId, String input, String output, String currency) {
        return table(modelId, "input = " + input + ", output = " + output, currency);
    }

    private static PriceTable table(String modelId, String rates, String currency) {
        try (TestDatabase database = TestDatabase.h2()) {
            return database.withSql(source -> {
                Sql sql = new Sql(source);
                String id = UUID.randomUUID().toString();
                sql.update(
                        "insert into price (id, model_id, model_name, connection_name, effective_from, currency,"
                                + " changed_by, changed_at, version) values (?, ?, ?, '', ?, ?, 'test', ?, 1)",
                        List.of(id, modelId, modelId, Instant.EPOCH, currency, Instant.EPOCH));
                sql.update("update price set " + rates, List.of());
                return PriceTable.load(sql, Set.of(modelId));
            });
        }
    }
}
