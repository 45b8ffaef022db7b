package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.externalmodels.inference.InferenceResult;

/** A listener in a container in small: threads, and for transacted deliveries a transaction manager that asks nobody else. */
final class RecordingEndpoint implements ResultEndpoint, AutoCloseable {

    final List<InferenceResult> results = new CopyOnWriteArrayList<>();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Wanted wanted;
    private final boolean transacted;
    volatile boolean failing;
    volatile boolean rollingBack;
    volatile boolean unavailable;
    volatile boolean withoutThreads;
    volatile Runnable during = () -> {};
    volatile Step lastStep = Step.COMMIT;

    /** How far the transaction manager comes with a delivery. */
    enum Step {
        NOTHING,
        PREPARE,
        COMMIT
    }

    RecordingEndpoint(Wanted wanted, boolean transacted) {
        this.wanted = wanted;
        this.transacted = transacted;
    }

    static Wanted to(String destination) {
        return new Wanted(destination, "", 10, 1_000, 2, Duration.ofMillis(20));
    }

    @Override
    public Wanted wanted() {
        return wanted;
    }

    @Override
    public void execute(Runnable work) {
        if (withoutThreads) {
            throw new IllegalStateException("the container stops");
        }
        threads.execute(work);
    }

    @Override
    public Receiver receiver(XAResource removal) throws Unavailable {
        if (unavailable) {
            throw new Unavailable(new IllegalStateException("not yet"));
        }
        return new Receiver() {
            @Override
            public boolean isTransacted() {
                return transacted;
            }

            @Override
            public void deliver(InferenceResult result) throws DeliveryFailed {
                most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                try {
                    if (transacted) {
                        transaction(removal, result);
                    } else {
                        hear(result);
                    }
                } catch (XAException | IllegalArgumentException e) {
                    throw new DeliveryFailed(e);
                } finally {
                    busy.decrementAndGet();
                }
            }

            @Override
            public void close() {}
        };
    }

    private void transaction(XAResource removal, InferenceResult result) throws XAException {
        Xid xid = TestXid.next();
        removal.start(xid, XAResource.TMNOFLAGS);
        RuntimeException failure = null;
        try {
            hear(result);
        } catch (IllegalArgumentException e) {
            failure = e;
        }
        removal.end(xid, XAResource.TMSUCCESS);
        if (failure != null || rollingBack) {
            removal.rollback(xid);
        } else if (lastStep != Step.NOTHING) {
            removal.prepare(xid);
            if (lastStep == Step.COMMIT) {
                removal.commit(xid, false);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void hear(InferenceResult result) {
        results.add(result);
        during.run();
        if (failing) {
            throw new IllegalArgumentException("I do not like it");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
