package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.externalmodels.inference.spi.CallOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that the disk took and did not confirm may not be told as rolled back. */
class UncertainCommitTest {

    private final TestXid xid = TestXid.next();
    private SubmissionStore store;
    private Ledger ledger;
    private SubmissionXAResource resource;
    private Submitted draft;
    private volatile boolean failing;

    @BeforeEach
    void work(@TempDir Path folder) throws IOException, XAException {
        store = SubmissionStore.open(folder, tables -> {
            tables.force();
            if (failing) {
                throw new IllegalStateException("the disk is gone");
            }
        });
        ledger = Ledger.open(store, SubmissionLimits.DEFAULT, List.of());
        Branches branches = new Branches(ledger, List.of(), new UnheardOutcomes());
        resource = new SubmissionXAResource(branches, null);
        resource.start(xid, XAResource.TMNOFLAGS);
        draft = ledger.draft(SubmissionServer.submission("claims", "1", "1"), CallOrigin.APPLICATION);
        resource.current().submit(draft);
        resource.end(xid, XAResource.TMSUCCESS);
        failing = true;
    }

    @AfterEach
    void close() {
        failing = false;
        store.close();
    }

    @Test
    void isDoneWhenItIsTriedAgain() throws XAException {
        fails(() -> resource.commit(xid, true));
        assertThat(ledger.all()).isEmpty();
        failing = false;

        resource.commit(xid, true);

        assertThat(ledger.all()).containsExactly(draft.entry());
        assertThat(kept()).isTrue();
    }

    @Test
    void isTakenBackWhenItIsRolledBackAfterAll() throws XAException {
        fails(() -> resource.commit(xid, true));
        resource.rollback(xid);
        failing = false;

        assertThat(kept()).isFalse();
    }

    private boolean kept() {
        return store.read(tables -> tables.entries().containsKey(draft.entry().id()));
    }

    private static void fails(ThrowingCallable commit) {
        assertThatThrownBy(commit)
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_RMFAIL));
    }
}
