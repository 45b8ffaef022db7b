package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.ListJournal;
import org.externalmodels.registry.support.Records;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class TraceLogTest {

    @Parameter
    private Databases kind;

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
        TraceFilter filter = new TraceFilter(
                Optional.of("g\u0000t"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> slice(filter, 10, Optional.empty()))
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

    @Test
    void aPeriodIncludesItsBeginAndNotItsEnd() {
        Instant begin = Records.NOON.plusSeconds(1);
        Instant end = Records.NOON.plusSeconds(3);
        TraceFilter period = new TraceFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(begin),
                Optional.of(end));

        assertThat(filtered(period)).containsExactly("t4", "t3", "t2");
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
        ListJournal journal = new ListJournal();
        List.of(records).forEach(journal::append);
        database.run(entities -> new TraceStore(entities).store("journal-1", journal.read(0, 100)));
    }

    private Slice<TraceItem> slice(TraceFilter filter, int limit, Optional<String> after) {
        return database.inTransaction(entities -> new TraceLog(entities).slice(filter, limit, after));
    }

    private List<String> filtered(TraceFilter filter) {
        return ids(slice(filter, 10, Optional.empty()));
    }

    private static List<String> ids(Slice<TraceItem> slice) {
        return slice.items().stream().map(TraceItem::id).toList();
    }

    private static TraceFilter filter(String model, String connection, String status, String code) {
        return new TraceFilter(
                Optional.ofNullable(model),
                Optional.ofNullable(connection),
                Optional.ofNullable(status),
                Optional.ofNullable(code),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
