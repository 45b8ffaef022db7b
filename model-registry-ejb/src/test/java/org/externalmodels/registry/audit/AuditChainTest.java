package org.externalmodels.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.audit.AuditVerdict.End;
import org.externalmodels.registry.audit.AuditVerdict.Finding;
import org.externalmodels.registry.audit.AuditVerdict.Kind;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestAudit;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class AuditChainTest {

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private TestDatabase database;
    private TestAudit audit;

    @BeforeEach
    void open() {
        database = kind.empty();
        audit = new TestAudit(database, new OpenVault(SecretVault.open(data, false)));
    }

    @Test
    void anUntouchedLogIsIntact() {
        write(1_203);

        AuditVerdict verdict = verify();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.entries()).isEqualTo(1_203);
        assertThat(verdict.end().position()).isEqualTo(1_203);
    }

    @Test
    void anEmptyLogIsIntact() {
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void aChangedEntryIsFound() {
        write(5);
        verify();
        sql("update audit_entry set actor = 'somebody else' where chain_position = 3");

        assertThat(verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding)
                        .extracting(Finding::kind, Finding::position)
                        .containsExactly(Kind.CHANGED, 3L));
    }

    @Test
    void anEntryWhoseTimeWasMovedIsFound() {
        write(3);
        verify();
        sql("update audit_entry set entry_time = entry_time + interval '1' hour where chain_position = 2");

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.CHANGED);
    }

    @Test
    void aRemovedEntryIsFound() {
        write(5);
        verify();
        sql("delete from audit_entry where chain_position = 3");

        AuditVerdict verdict = verify();

        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding)
                        .extracting(Finding::kind, Finding::position)
                        .containsExactly(Kind.REMOVED, 3L));
    }

    @Test
    void anEntryThatWasRemovedFromTheEndIsFound() {
        write(5);
        verify();
        sql("delete from audit_entry where chain_position = 5");

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.REMOVED);
    }

    @Test
    void positionsThatAreMovedTogetherAfterARemovalAreFound() {
        write(5);
        verify();
        sql("delete from audit_entry where chain_position = 3");
        sql("update audit_entry set chain_position = 3 where chain_position = 4");
        sql("update audit_entry set chain_position = 4 where chain_position = 5");
        sql("update audit_chain set last_position = 4");

        assertThat(verify().intact()).isFalse();
    }

    @Test
    void anInsertedEntryIsFound() {
        write(3);
        verify();
        insertLike(2, 999_999);

        AuditVerdict verdict = verify();

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Kind.INSERTED);
        assertThat(verdict.findings().get(0).entry()).isEqualTo(999_999L);
    }

    @Test
    void anEntryThatWasPutBeyondTheEndIsFound() {
        write(3);
        verify();
        insertLike(2, 999_999);
        sql("update audit_entry set chain_position = 77, seal = 'x' where id = 999999");

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.INSERTED);
    }

    @Test
    void aChainThatEndsEarlierThanItOnceDidIsRewritten() {
        write(3);
        End early = verify().end();
        write(2);
        End late = verify().end();
        assertThat(audit.trail(TestRegistry.ADMIN).verify(Optional.of(early)).intact())
                .isTrue();

        sql("delete from audit_entry where chain_position > 3");
        sql("update audit_chain set last_position = 3, last_seal = '" + early.seal() + "'");

        assertThat(verify().intact()).as("by itself it looks whole").isTrue();
        assertThat(audit.trail(TestRegistry.ADMIN).verify(Optional.of(late)).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.REWRITTEN);
    }

    @Test
    void withAnotherInstallationsKeysNothingFits(@TempDir Path other) {
        write(2);
        verify();
        TestAudit stranger = new TestAudit(database, new OpenVault(SecretVault.open(other, false)));

        assertThat(stranger.trail(TestRegistry.ADMIN).verify(Optional.empty()).intact())
                .isFalse();
    }

    @Test
    void manyWritersAndSealersAtOnceMakeOneWholeChain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                work.add(threads.submit(() -> write(100)));
            }
            for (int i = 0; i < 2; i++) {
                work.add(threads.submit(() -> {
                    for (int j = 0; j < 20; j++) {
                        audit.sealer().seal();
                    }
                }));
            }
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        AuditVerdict verdict = verify();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.end().position()).isEqualTo(400);
    }

    @Test
    void whatIsRolledBackLeavesNoEntry() {
        try {
            database.run(entities -> {
                new AuditLog(entities, new OpenVault(SecretVault.open(data, false)))
                        .record(TestRegistry.ADMIN, "model.added", target("gone"), null, null);
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("rolled back");
        }

        assertThat(verify().entries()).isZero();
    }

    @Test
    void entriesAreFilteredAndReadPartByPart() {
        audit.notes().record(TestRegistry.ADMIN, "model.added", target("alpha"), null, json("endpoint", "https://One"));
        audit.notes().record(TestRegistry.EDITOR, "model.edited", target("alpha"), null, null);
        audit.notes().record(TestRegistry.EDITOR, "connection.added", target("alpha/main"), null, null);

        assertThat(actions(filter("edward", null, null))).containsExactly("connection.added", "model.edited");
        assertThat(actions(filter(null, "model", null))).containsExactly("model.edited", "model.added");
        assertThat(actions(filter(null, "model.added", null))).containsExactly("model.added");
        assertThat(actions(filter(null, null, "ONE"))).containsExactly("model.added");
        assertThat(actions(filter(null, null, "100%"))).isEmpty();
        assertThat(actions(AuditFilter.ALL)).hasSize(3);
    }

    @Test
    void anExportIsInTheLogItself() {
        write(3);

        Slice<AuditItem> first = audit.trail(TestRegistry.ADMIN).export(filter(null, "model", null), 2);

        assertThat(first.items()).hasSize(2);
        assertThat(audit.trail(TestRegistry.ADMIN)
                        .slice(filter(null, "model", null), 2, first.next())
                        .items())
                .hasSize(1);
        assertThat(actions(filter(null, "audit-log", null))).containsExactly("audit-log.exported");
    }

    private List<String> actions(AuditFilter filter) {
        List<String> actions = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<AuditItem> part = audit.trail(TestRegistry.ADMIN).slice(filter, 1, next);
            part.items().forEach(item -> actions.add(item.action()));
            next = part.next();
        } while (next.isPresent());
        return actions;
    }

    private static AuditFilter filter(String actor, String action, String text) {
        return new AuditFilter(
                Optional.ofNullable(actor),
                Optional.ofNullable(action),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(text));
    }

    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            audit.notes().record(TestRegistry.ADMIN, "model.added", target("model " + i), null, json("number", "" + i));
        }
    }

    private static AuditTarget target(String name) {
        return new AuditTarget("model", "an-id", name);
    }

    private static jakarta.json.JsonObject json(String name, String value) {
        return Json.createObjectBuilder().add(name, value).build();
    }

    private AuditVerdict verify() {
        return audit.trail(TestRegistry.ADMIN).verify(Optional.empty());
    }

    private void insertLike(long position, long id) {
        sql("insert into audit_entry (id, entry_time, actor, action, target_kind, target_id, target_name, code)"
                + " select " + id + ", entry_time, actor, action, target_kind, target_id, target_name, code"
                + " from audit_entry where chain_position = " + position);
    }

    private void sql(String statement) {
        database.run(entities -> entities.createNativeQuery(statement).executeUpdate());
    }
}
