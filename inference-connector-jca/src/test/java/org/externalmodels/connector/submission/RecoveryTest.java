package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator hears of it when a server does not recover what was prepared. */
class RecoveryTest {

    private final Logger logger = Logger.getLogger(Recovery.class.getName());
    private final List<String> said = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final TestXid xid = TestXid.next();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private SubmissionStore store;
    private Branches branches;

    @BeforeEach
    void startWithOneInDoubt(@TempDir Path folder) throws IOException {
        store = SubmissionStore.open(folder);
        var inDoubt = List.of(new Ledger.InDoubt(BranchId.of(xid), List.of(), List.of("1")));
        Ledger ledger = Ledger.open(store, SubmissionLimits.DEFAULT, new ArrayList<>());
        branches = new Branches(ledger, inDoubt, new UnheardOutcomes());
        logger.addHandler(listener);
        Recovery.watch(branches, inDoubt, (delay, then) -> later.add(then));
    }

    @AfterEach
    void close() {
        logger.removeHandler(listener);
        store.close();
    }

    @Test
    void saysAtTheStartThatPreparedWorkWaitsForTheServersRecovery() {
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("1 transactions with submissions or deliveries were prepared")
                .contains("never if it is not set up to");
    }

    @Test
    void saysLaterThatTheServerDoesNotRecover() {
        later.forEach(Runnable::run);

        assertThat(said).hasSize(2);
        assertThat(said.get(1)).startsWith("1 transactions").contains("has not asked for them since its start");
    }

    @Test
    void saysLaterThatTheServerHasNotDecided() throws XAException {
        assertThat(resource().recover(XAResource.TMSTARTRSCAN)).hasSize(1);
        later.forEach(Runnable::run);

        assertThat(said.get(1)).contains("it has asked for them, and has not said what becomes of them");
    }

    @Test
    void saysNothingMoreOfWhatIsSettled() throws XAException {
        resource().commit(resource().recover(XAResource.TMSTARTRSCAN)[0], false);
        later.forEach(Runnable::run);

        assertThat(said).hasSize(1);
    }

    @Test
    void saysNothingWhereNothingWasPrepared() {
        Recovery.watch(branches, List.of(), (delay, then) -> later.add(then));

        assertThat(said).hasSize(1);
        assertThat(later).hasSize(1);
    }

    private SubmissionXAResource resource() {
        return new SubmissionXAResource(branches, null);
    }
}
