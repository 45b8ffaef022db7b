package org.externalmodels.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;
import org.externalmodels.registry.traces.CollectingStore;
import org.externalmodels.registry.traces.TraceDetail;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;
import org.externalmodels.registry.traces.UsageCollector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Parameter
    private Databases kind;

    private final ListJournal journal = new ListJournal();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = kind.empty();
    }

    @Test
    void eachKindGoesAfterItsOwnAge() {
        keep(new RetentionAges(5, 10, 15, 20));
        calls(spoken("d3", 3), spoken("d7", 7), spoken("d12", 12), spoken("d17", 17), spoken("d22", 22));

        run(Duration.ofSeconds(20));

        assertThat(traces()).extracting(TraceItem::id).containsExactly("d3", "d7");
        assertThat(rows("select trace_row from trace_body")).hasSize(1);
        assertThat(rows("select trace_rows from trace_zone")).hasSize(1);
        assertThat(rows("select trace_row from trace_tag")).hasSize(2);
        assertThat(rows("select requests from usage_sum where grain = 'hour'")).hasSize(3);
        assertThat(rows("select requests from usage_sum where grain = 'day'")).hasSize(4);
        for (String table : List.of("usage_trend", "usage_total")) {
            assertThat(rows("select 1 one from " + table + " where grain = 'hour'"))
                    .hasSize(3);
            assertThat(rows("select 1 one from " + table + " where grain = 'day'"))
                    .hasSize(4);
        }
    }

    @Test
    void aBodyKnowsItsTimeWithoutItsTrace() {
        calls(spoken("old", 40));

        List<Instant> times = database.withSql(source -> new Sql(source)
                .list("select started_at from trace_body", List.of(), row -> Sql.time(row, "started_at")));
        assertThat(times).containsExactly(NOW.minus(40, ChronoUnit.DAYS));
    }

    @Test
    void whatHasNoAgeStaysForEver() {
        keep(new RetentionAges(null, null, null, null));
        calls(spoken("old", 3_000));

        run(Duration.ofSeconds(20));

        assertThat(traces()).hasSize(1);
        assertThat(rows("select trace_row from trace_body")).hasSize(1);
    }

    @Test
    void aStepIsBoundedAndWhatRemainsIsForTheNextTime() {
        keep(new RetentionAges(null, 1, null, null));
        calls(IntStream.range(0, Expiry.ROWS_AT_ONCE + 5)
                .mapToObj(i ->
                        Records.complete("t" + i, NOW.minus(2, ChronoUnit.DAYS).plusMillis(i)))
                .toArray(UsageRecord[]::new));

        run(Duration.ZERO);

        assertThat(traces()).hasSize(5);
        run(Duration.ZERO);
        assertThat(traces()).isEmpty();
    }

    @Test
    void whoStoresDoesNotWaitForWhatIsBeingDeleted() {
        calls(spoken("old", 40));
        database.withSql(source -> {
            assertThat(new Expiry(source).traces(NOW)).isEqualTo(1);
            // The transaction that deletes is still open.
            calls(Records.complete("new", NOW));
            return null;
        });
        assertThat(traces()).extracting(TraceItem::id).containsExactly("new");
    }

    @Test
    void aChangeOfSettingsIsAuditedAndMeetsNoOtherUnseen() {
        keep(new RetentionAges(7, 90, 90, null));

        assertThat(settings(UsageSettings::retention).value()).isEqualTo(new RetentionAges(7, 90, 90, null));
        List<AuditEntry> audit =
                database.inTransaction(entities -> entities.createQuery("select a from AuditEntry a", AuditEntry.class)
                        .getResultList());
        assertThat(audit)
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("settings.edited"))
                .satisfies(entry -> assertThat(entry.before()).contains("\"bodies\":30"))
                .satisfies(entry -> assertThat(entry.after()).contains("\"bodies\":7"));
        assertThatThrownBy(() -> settings(settings -> {
                    settings.keep(RetentionAges.DEFAULTS, 77L);
                    return null;
                }))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void redactionAppliesToWhatIsStoredFromThenOn() {
        settings(settings -> {
            settings.redact(new RedactionRules(List.of("iban"), List.of("secret-[0-9]+")), null);
            return null;
        });
        calls(Records.withBodies(Records.complete("t1", NOW), "{\"iban\":\"DE02\"}", "it is secret-77"));

        List<TraceDetail> attempts = database.withSql(source -> new TraceLog(source).attemptsWithBodies("t1"));
        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.input()).isEqualTo("{\"iban\":\"[redacted]\"}"))
                .satisfies(attempt -> assertThat(attempt.output()).isEqualTo("it is [redacted]"));
    }

    private void keep(RetentionAges ages) {
        settings(settings -> {
            settings.keep(ages, null);
            return null;
        });
    }

    private <T> T settings(Function<UsageSettings, T> work) {
        return database.inTransaction(
                entities -> work.apply(new UsageSettings(entities, new AuditLog(entities), () -> TestRegistry.ADMIN)));
    }

    private void run(Duration longest) {
        new RetentionJob(new Expiry(null) {
                    @Override
                    public RetentionAges ages() {
                        return database.withSql(source -> new Expiry(source).ages());
                    }

                    @Override
                    public int bodies(Instant before) {
                        return database.withSql(source -> new Expiry(source).bodies(before));
                    }

                    @Override
                    public int traces(Instant before) {
                        return database.withSql(source -> new Expiry(source).traces(before));
                    }

                    @Override
                    public void zones(Instant before) {
                        database.withSql(source -> {
                            new Expiry(source).zones(before);
                            return null;
                        });
                    }

                    @Override
                    public int sums(Grain grain, Instant before) {
                        return database.withSql(source -> new Expiry(source).sums(grain, before));
                    }
                })
                .run(NOW, longest);
    }

    private static UsageRecord spoken(String id, int daysAgo) {
        return Records.withBodies(Records.complete(id, NOW.minus(daysAgo, ChronoUnit.DAYS)), "in", "out");
    }

    private void calls(UsageRecord... records) {
        List.of(records).forEach(journal::append);
        new UsageCollector(journal, CollectingStore.on(database)).collect();
        assertThat(journal.waiting()).isZero();
    }

    private List<TraceItem> traces() {
        return database.withSql(source -> new TraceLog(source)
                .slice(TraceFilter.ALL, 2_000, Optional.empty())
                .items());
    }

    private List<Long> rows(String query) {
        return database.withSql(source -> new Sql(source).list(query, List.of(), row -> row.getLong(1)));
    }
}
