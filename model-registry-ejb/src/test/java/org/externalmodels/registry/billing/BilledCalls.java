package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;
import org.externalmodels.registry.traces.CollectingStore;
import org.externalmodels.registry.traces.UsageCollector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of a model with two connections, what is said of their prices, and bills of them. */
@ParameterizedClass
@EnumSource(Databases.class)
abstract class BilledCalls {

    static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private final ListJournal journal = new ListJournal();
    TestDatabase database;
    TestRegistry registry;
    String modelId;

    @BeforeEach
    void open() {
        database = kind.empty();
        registry = new TestRegistry(database, data);
        modelId = registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat("gpt"),
                List.of(GivenConnection.of("main", "sk-1"), GivenConnection.of("spare", "sk-2")),
                true));
    }

    String price(String connection, Instant from, String input, String output) {
        return prices(list ->
                list.add(new PriceGiven(modelId, Optional.ofNullable(connection), from, "USD", rates(input, output))));
    }

    <T> T prices(Function<PriceList, T> work) {
        return database.inTransaction(entities -> work.apply(new PriceList(
                entities, new Models(entities), new AuditLog(entities), changed -> {}, () -> TestRegistry.ADMIN)));
    }

    void changePrices(Consumer<PriceList> work) {
        prices(list -> {
            work.accept(list);
            return null;
        });
    }

    /** Of tokens; there may be none of the output. */
    static Rates rates(String input, String output) {
        return new Rates(
                new BigDecimal(input),
                output == null ? null : new BigDecimal(output),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    Rerating rerating() {
        return PastWork.rerating(database);
    }

    UsageRecord call(Instant at) {
        return of(Records.complete("t" + at, at));
    }

    UsageRecord of(UsageRecord record) {
        return Records.withModelId(record, modelId);
    }

    void calls(UsageRecord... records) {
        List.of(records).forEach(journal::append);
        new UsageCollector(journal, CollectingStore.on(database)).collect();
        assertThat(journal.waiting()).isZero();
    }

    List<BillingLine> bill(String... groupBy) {
        return bill(new BillingQuery(
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.parse("2100-01-01T00:00:00Z"),
                List.of(groupBy),
                Map.of(),
                Map.of()));
    }

    List<BillingLine> bill(BillingQuery query) {
        return database.withSql(source -> new Billing(source).bill(query)).lines();
    }

    static String plain(BigDecimal cost) {
        return cost == null ? null : cost.stripTrailingZeros().toPlainString();
    }
}
