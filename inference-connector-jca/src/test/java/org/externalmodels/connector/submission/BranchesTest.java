package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.transaction.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.spi.CallOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resource manager's side of X/Open's XA, table 6-4 of its specification included as far as it can be reached. */
class BranchesTest {

    private final List<AutoCloseable> open = new ArrayList<>();
    private final TestXid xid = TestXid.next();
    private final ServerTransaction server = new ServerTransaction();
    private Path directory;
    private Submissions submissions;
    private SubmissionXAResource resource;

    @BeforeEach
    void open(@TempDir Path folder) {
        directory = folder.resolve("submissions");
        submissions = run(directory);
        resource = submissions.transactions();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void acceptsAtOnceWithoutATransaction() {
        String id = submit();
        assertThat(ids(submissions)).containsExactly(id);
        assertThat(ids(crash())).containsExactly(id);
    }

    @Test
    void acceptsNothingBeforeTheCommit() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        String id = submit();
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(ids(submissions)).isEmpty();
        assertThat(resource.prepare(xid.copy())).isEqualTo(XAResource.XA_OK);
        assertThat(ids(submissions)).isEmpty();
        resource.commit(xid.copy(), false);
        assertThat(ids(submissions)).containsExactly(id);
        assertThat(ids(crash())).containsExactly(id);
    }

    @Test
    void commitsInOnePhase() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        String id = submit();
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertThat(ids(crash())).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forgetsWhatIsRolledBack(boolean prepared) throws XAException {
        work();
        if (prepared) {
            resource.prepare(xid);
        }
        resource.rollback(xid);
        assertThat(ids(submissions)).isEmpty();
        assertThat(resource.recover(XAResource.TMSTARTRSCAN)).isEmpty();
        Submissions next = crash();
        assertThat(ids(next)).isEmpty();
        assertThat(next.transactions().recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void givesRoomBackForWhatIsRolledBack() throws XAException {
        for (int i = 0; i < 50; i++) {
            Xid each = TestXid.next();
            resource.start(each, XAResource.TMNOFLAGS);
            submit();
            resource.end(each, XAResource.TMSUCCESS);
            if (i % 2 == 0) {
                resource.prepare(each);
            }
            resource.rollback(each);
        }
        for (int i = 0; i < 10; i++) {
            submit();
        }
    }

    @Test
    void forgetsWhatWasNotPreparedBeforeACrash() throws XAException {
        work();
        Submissions next = crash();
        assertThat(ids(next)).isEmpty();
        assertThat(next.transactions().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .isEmpty();
    }

    @Test
    void remembersWhatWasPreparedBeforeACrash() throws XAException {
        String id = work();
        resource.prepare(xid);
        Submissions next = crash();
        XAResource recovery = next.transactions();

        Xid[] found = recovery.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);

        assertThat(ids(next)).isEmpty();
        assertThat(found).hasSize(1);
        assertThat(found[0].getFormatId()).isEqualTo(xid.getFormatId());
        assertThat(found[0].getGlobalTransactionId()).isEqualTo(xid.getGlobalTransactionId());
        assertThat(found[0].getBranchQualifier()).isEqualTo(xid.getBranchQualifier());
        recovery.commit(found[0], false);
        assertThat(ids(next)).containsExactly(id);
        assertThat(recovery.recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void tellsHowMuchIsInDoubt() throws XAException {
        work();
        assertThat(submissions.waiting().inDoubt()).isZero();
        resource.prepare(xid);
        assertThat(submissions.waiting().inDoubt()).isEqualTo(1);
        Submissions next = crash();
        assertThat(next.waiting().inDoubt()).isEqualTo(1);
        assertThat(next.waiting().list(null, 10)).isEmpty();

        next.transactions().commit(xid, false);

        assertThat(next.waiting().inDoubt()).isZero();
        assertThat(next.waiting().list(null, 10)).hasSize(1);
    }

    @Test
    void rollsBackInRecovery() throws XAException {
        work();
        resource.prepare(xid);
        Submissions next = crash();

        next.transactions().rollback(xid);

        assertThat(ids(next)).isEmpty();
        assertThat(next.transactions().recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void endsAScanAfterItsStart() throws XAException {
        work();
        resource.prepare(xid);
        assertThat(resource.recover(XAResource.TMSTARTRSCAN)).hasSize(1);
        assertThat(resource.recover(XAResource.TMNOFLAGS)).isEmpty();
        assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
        fails(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMFAIL));
    }

    @Test
    void votesReadOnlyForNothing() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
        fails(XAException.XAER_NOTA, () -> resource.commit(xid, false));
    }

    @Test
    void knowsOneBranchByOneName() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        resource.end(xid, XAResource.TMSUCCESS);
        fails(XAException.XAER_DUPID, () -> submissions.transactions().start(xid.copy(), XAResource.TMNOFLAGS));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        fails(XAException.XAER_NOTA, () -> resource.end(xid, XAResource.TMSUCCESS));
        fails(XAException.XAER_NOTA, () -> resource.prepare(xid));
        fails(XAException.XAER_NOTA, () -> resource.commit(xid, true));
        fails(XAException.XAER_NOTA, () -> resource.rollback(xid));
        fails(XAException.XAER_NOTA, () -> resource.forget(xid));
        fails(XAException.XAER_NOTA, () -> resource.start(xid, XAResource.TMJOIN));
        fails(XAException.XAER_NOTA, () -> resource.start(xid, XAResource.TMRESUME));
        fails(XAException.XAER_INVAL, () -> resource.start(xid, XAResource.TMFAIL));
    }

    @Test
    void refusesWhatComesAtTheWrongTime() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        fails(XAException.XAER_PROTO, () -> resource.start(TestXid.next(), XAResource.TMNOFLAGS));
        fails(XAException.XAER_PROTO, () -> resource.prepare(xid));
        fails(XAException.XAER_PROTO, () -> resource.commit(xid, true));
        submit();
        resource.end(xid, XAResource.TMSUCCESS);
        fails(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUCCESS));
        fails(XAException.XAER_PROTO, () -> resource.commit(xid, false));
        resource.prepare(xid);
        fails(XAException.XAER_PROTO, () -> resource.prepare(xid));
        fails(XAException.XAER_PROTO, () -> resource.commit(xid, true));
        fails(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMJOIN));
        resource.commit(xid, false);
        fails(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        assertThat(ids(submissions)).hasSize(1);
    }

    @Test
    void joinsTheWorkOfSeveralConnections() throws XAException {
        SubmissionXAResource other = submissions.transactions();
        assertThat(resource.isSameRM(other)).isTrue();
        resource.start(xid, XAResource.TMNOFLAGS);
        String first = submit();
        resource.end(xid, XAResource.TMSUCCESS);
        other.start(xid.copy(), XAResource.TMJOIN);
        String second = submit(other);
        other.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        resource.commit(xid, false);
        assertThat(ids(submissions)).containsExactly(first, second);
    }

    @Test
    void isAnotherResourceManagerThanAnotherServers(@TempDir Path elsewhere) throws XAException {
        assertThat(resource.isSameRM(run(elsewhere).transactions())).isFalse();
    }

    @Test
    void resumesWhatWasSuspended() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        String first = submit();
        resource.end(xid, XAResource.TMSUSPEND);
        String outside = submit();
        fails(XAException.XAER_PROTO, () -> resource.prepare(xid));
        resource.start(xid, XAResource.TMRESUME);
        String second = submit();
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(ids(submissions)).containsExactly(outside);
        resource.commit(xid, true);
        assertThat(ids(submissions)).containsExactlyInAnyOrder(first, outside, second);
    }

    @Test
    void endsWhatIsSuspended() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        submit();
        resource.end(xid, XAResource.TMSUSPEND);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertThat(ids(submissions)).hasSize(1);
    }

    @Test
    void onlyRollsBackWhatFailed() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        submit();
        resource.end(xid, XAResource.TMFAIL);
        fails(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
        assertThat(ids(submissions)).isEmpty();
        fails(XAException.XAER_NOTA, () -> resource.rollback(xid));
    }

    @Test
    void takesNothingMoreWhenTheTransactionManagerHasEndedTheTransactionBehindTheApplicationsBack() throws XAException {
        resource.offer();
        server.status = Status.STATUS_ACTIVE;
        resource.start(xid, XAResource.TMNOFLAGS);
        submit();
        resource.end(xid, XAResource.TMFAIL);
        for (int status : new int[] {Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLEDBACK, Status.STATUS_ACTIVE}) {
            server.status = status;
            assertThatThrownBy(this::submit).isInstanceOf(IllegalStateException.class);
        }
        resource.rollback(xid);
        assertThatThrownBy(this::submit).isInstanceOf(IllegalStateException.class);
        assertThat(ids(submissions)).isEmpty();

        server.status = Status.STATUS_NO_TRANSACTION;
        String id = submit();
        assertThat(ids(submissions)).containsExactly(id);
    }

    @Test
    void acceptsAtOnceAfterTheCommit() {
        resource.offer();
        server.status = Status.STATUS_COMMITTED;
        String id = submit();
        assertThat(ids(submissions)).containsExactly(id);
    }

    @Test
    void acceptsAtOnceInATransactionInWhichTheServerIsToldToEnlistNothing() {
        server.status = Status.STATUS_ACTIVE;
        String id = submit();
        assertThat(ids(submissions)).containsExactly(id);
    }

    @Test
    void doesOnlyTheFirstOfTwoThingsThatAreAskedOfABranchAtTheSameTime() throws Exception {
        resource.start(xid, XAResource.TMNOFLAGS);
        Branch branch = resource.current();
        String id = submit();
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        List<Integer> codes = new CopyOnWriteArrayList<>();
        Thread late = new Thread(() -> {
            try {
                submissions.transactions().rollback(xid);
            } catch (XAException e) {
                codes.add(e.errorCode);
            }
        });
        synchronized (branch) {
            late.start();
            await().until(() -> late.getState() == Thread.State.BLOCKED);
            resource.commit(xid, false);
        }
        late.join();

        assertThat(codes).containsExactly(XAException.XAER_NOTA);
        assertThat(ids(submissions)).containsExactly(id);
        assertThat(ids(crash())).containsExactly(id);
    }

    @Test
    void onlyRollsBackWhatTookTooLong() throws XAException {
        assertThat(resource.setTransactionTimeout(1)).isTrue();
        assertThat(resource.getTransactionTimeout()).isEqualTo(1);
        resource.start(xid, XAResource.TMNOFLAGS);
        submit();
        await().untilAsserted(() -> assertThatThrownBy(
                        () -> submissions.submit(submission(), CallOrigin.APPLICATION, resource))
                .isInstanceOf(IllegalStateException.class));
        fails(XAException.XA_RBTIMEOUT, () -> resource.end(xid, XAResource.TMSUCCESS));
        fails(XAException.XA_RBTIMEOUT, () -> resource.commit(xid, true));
        assertThat(ids(submissions)).isEmpty();
        fails(XAException.XAER_INVAL, () -> resource.setTransactionTimeout(-1));
    }

    @Test
    void servesOneTransactionAfterAnother() throws XAException {
        for (int i = 0; i < 3; i++) {
            Xid each = TestXid.next();
            resource.start(each, XAResource.TMNOFLAGS);
            submit();
            resource.end(each, XAResource.TMSUCCESS);
            resource.prepare(each);
            resource.commit(each, false);
        }
        assertThat(ids(submissions)).hasSize(3);
    }

    private String work() throws XAException {
        resource.start(xid, XAResource.TMNOFLAGS);
        String id = submit();
        resource.end(xid, XAResource.TMSUCCESS);
        return id;
    }

    private String submit() {
        return submit(resource);
    }

    private String submit(SubmissionXAResource within) {
        return submissions.submit(submission(), CallOrigin.APPLICATION, within);
    }

    private static Submission submission() {
        return Submission.to("claims")
                .correlationId("claim-1")
                .model("gpt")
                .request(InferenceRequest.prompt("Summarise"))
                .build();
    }

    private static List<String> ids(Submissions from) {
        return from.all().stream().map(Entry::id).toList();
    }

    private Submissions run(Path folder) {
        Submissions run = Submissions.open(
                folder, new SubmissionLimits(20, 1L << 20), new ScriptedModels(), CallerTransaction.of(server));
        open.add(run);
        return run;
    }

    private Submissions crash() {
        return run(Crash.leaves(directory));
    }

    private static void fails(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(code));
    }
}
