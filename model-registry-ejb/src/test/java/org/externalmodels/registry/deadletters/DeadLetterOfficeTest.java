package org.externalmodels.registry.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.inference.spi.DeadLetter;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.support.RecordingDirectory;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterOfficeTest {

    private final TestDatabase database = TestDatabase.h2();
    private final RecordingDirectory directory = new RecordingDirectory();
    private final KeptLetters letters = new KeptLetters("1", "2", "3");

    @BeforeEach
    void keep() {
        directory.has(letters);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void listsPartByPart() {
        Slice<DeadLetter> first = with(office -> office.slice(Optional.empty(), 2, Optional.empty()));
        Slice<DeadLetter> second = with(office -> office.slice(Optional.empty(), 2, first.next()));

        assertThat(first.items()).extracting(DeadLetter::id).containsExactly("1", "2");
        assertThat(second.items()).extracting(DeadLetter::id).containsExactly("3");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void areFoundByAPartOfTheCorrelationIdTheDestinationOrTheModel() {
        assertThat(found("AIM-2")).containsExactly("2");
        assertThat(found("claims")).containsExactly("1", "2", "3");
        assertThat(found("pt")).containsExactly("1", "2", "3");
        assertThat(found("it broke")).isEmpty();
    }

    private List<String> found(String search) {
        return with(office -> office.slice(Optional.of(search), 10, Optional.empty())).items().stream()
                .map(DeadLetter::id)
                .toList();
    }

    @Test
    void sendsAgainAndWritesDownWho() {
        run(office -> office.resend("2"));

        assertThat(letters.resent).containsExactly("2");
        assertThat(audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("dead-letter.resent");
            assertThat(entry.actor()).isEqualTo("ada");
            assertThat(entry.targetName()).isEqualTo("claims/claim-2");
            assertThat(entry.before()).contains("it broke");
        });
    }

    @Test
    void discardsAndWritesDownWho() {
        run(office -> office.discard("3"));

        assertThat(letters.discarded).containsExactly("3");
        assertThat(audit()).extracting(AuditEntry::action).containsExactly("dead-letter.discarded");
    }

    @Test
    void knowsNoOthers() {
        assertThatThrownBy(() -> run(office -> office.resend("4")))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.reason()).isEqualTo(RegistryException.Reason.NOT_FOUND));
        assertThat(letters.resent).isEmpty();
        assertThat(audit()).isEmpty();
    }

    private List<AuditEntry> audit() {
        return database.inTransaction(
                entities -> entities.createQuery("select e from AuditEntry e order by e.id", AuditEntry.class)
                        .getResultList());
    }

    private void run(java.util.function.Consumer<DeadLetterOffice> work) {
        with(office -> {
            work.accept(office);
            return null;
        });
    }

    private <T> T with(Function<DeadLetterOffice, T> work) {
        return database.inTransaction(entities -> work.apply(
                new DeadLetterOffice(directory, entities, new AuditLog(entities), () -> TestRegistry.ADMIN)));
    }
}
