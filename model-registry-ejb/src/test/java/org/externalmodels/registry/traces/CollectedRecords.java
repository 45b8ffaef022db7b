package org.externalmodels.registry.traces;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingLine;
import org.externalmodels.registry.billing.BillingQuery;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Records of calls in a journal, and what a collector makes of them in an empty database. */
@ParameterizedClass
@EnumSource(Databases.class)
abstract class CollectedRecords {

    /** Failures are meant here. Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger(UsageCollector.class.getName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    @Parameter
    private Databases kind;

    final ListJournal journal = new ListJournal();
    TestDatabase database;
    UsageCollector collector;

    @BeforeEach
    void open() {
        database = kind.empty();
        collector = new UsageCollector(journal, new TransactionalStore(database));
    }

    List<TraceItem> rows() {
        return database.withSql(source -> new TraceLog(source)
                .slice(TraceFilter.ALL, 2_000, Optional.empty())
                .items());
    }

    TraceItem newest() {
        return rows().get(0);
    }

    /** What is billed of the calls before a time. */
    List<BillingLine> bill(Instant to, String... groupBy) {
        return database.withSql(source -> new Billing(source)
                .bill(new BillingQuery(Breakdown.BEGINNING, to, List.of(groupBy), Map.of(), Map.of()))
                .lines());
    }
}
