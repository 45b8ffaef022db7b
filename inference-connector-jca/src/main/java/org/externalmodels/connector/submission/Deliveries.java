package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.externalmodels.connector.submission.ResultEndpoint.DeliveryFailed;
import org.externalmodels.connector.submission.ResultEndpoint.Unavailable;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.connector.submission.SubmissionStore.StoreFailure;
import org.externalmodels.inference.InferenceResult;

/**
 * Hands results to listeners, and sees to what becomes of that: a delivery whose transaction commits removes its submission,
 * one that fails is made again until it has failed too often. Shared by threads.
 */
final class Deliveries {

    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

    /** For a delivery of an earlier run whose listener is gone. */
    private static final Wanted UNKNOWN = new Wanted("", "", 1, 1, 5, Duration.ofSeconds(5));

    private static final String ROLLED_BACK = "the transaction of the delivery was rolled back";

    private final Ledger ledger;
    private final Dispatcher dispatcher;

    /** Deliveries whose transactions are neither committed nor rolled back. */
    private final Map<String, Wanted> undecided = new ConcurrentHashMap<>();

    private Branches branches;

    Deliveries(Ledger ledger, Dispatcher dispatcher) {
        this.ledger = ledger;
        this.dispatcher = dispatcher;
    }

    /** Begins with those of earlier runs that no transaction manager has decided about. */
    void begin(Branches theirs, Collection<Ledger.InDoubt> inDoubt) {
        branches = theirs;
        inDoubt.forEach(left -> left.delivered().forEach(id -> undecided.put(id, UNKNOWN)));
    }

    boolean isUndecided(String id) {
        return undecided.containsKey(id);
    }

    /** Their transactions have committed. */
    void committed(List<String> ids) {
        ids.forEach(undecided::remove);
    }

    /** Their transactions have rolled back. */
    void rolledBack(List<String> ids) {
        for (String id : ids) {
            Wanted wanted = undecided.remove(id);
            if (wanted != null) {
                failed(wanted.equals(UNKNOWN) ? dispatcher.wantedNow(id).orElse(UNKNOWN) : wanted, id, ROLLED_BACK);
            }
        }
    }

    /** Makes one, on this thread. */
    void make(ListenerQueue listener, String id) {
        SubmissionXAResource removal = new SubmissionXAResource(branches, id);
        try (ResultEndpoint.Receiver receiver = listener.endpoint().receiver(removal)) {
            Optional<Ledger.Delivered> delivery = ledger.beginDelivery(id);
            if (delivery.isPresent()) {
                handOver(listener.wanted(), delivery.get(), receiver, removal);
            }
        } catch (Unavailable e) {
            LOG.log(System.Logger.Level.DEBUG, "No listener takes submission " + id + " at the moment", e);
            dispatcher.later(Dispatcher.PAUSE, () -> dispatcher.again(id));
        } catch (StoreFailure e) {
            dispatcher.later(Dispatcher.PAUSE, () -> dispatcher.again(id));
        } catch (RuntimeException | Error e) {
            // A class that an application lacks is a failed delivery like others, not the end of the thread.
            LOG.log(System.Logger.Level.ERROR, "The result of submission " + id + " cannot be delivered", e);
            failed(listener.wanted(), id, e.toString());
        }
    }

    private void handOver(
            Wanted wanted, Ledger.Delivered delivery, ResultEndpoint.Receiver receiver, SubmissionXAResource removal) {
        String id = delivery.entry().id();
        try {
            receiver.deliver(result(delivery));
        } catch (DeliveryFailed e) {
            settle(wanted, id, reason(e));
            return;
        }
        if (receiver.isTransacted() && removal.wasUsed()) {
            settle(wanted, id, ROLLED_BACK);
        } else {
            remove(id);
        }
    }

    private static InferenceResult result(Ledger.Delivered delivery) {
        Entry entry = delivery.entry();
        return new InferenceResult(
                entry.id(),
                entry.destination(),
                entry.correlationId(),
                entry.model(),
                entry.connection(),
                delivery.result().response(),
                delivery.result().failure(),
                entry.mayBeRepeated(),
                entry.deliveries());
    }

    /** The innermost cause: what containers wrap around it says nothing to who reads a dead letter. */
    private static String reason(DeliveryFailed failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** A delivery is over: its transaction has removed the submission, or not, or has yet to decide. */
    private void settle(Wanted wanted, String id, String why) {
        undecided.put(id, wanted);
        if (!branches.hold(id)
                && undecided.remove(id) != null
                && ledger.find(id).isPresent()) {
            failed(wanted, id, why);
        }
    }

    private void remove(String id) {
        try {
            ledger.remove(id);
        } catch (StoreFailure e) {
            dispatcher.later(Dispatcher.PAUSE, () -> remove(id));
        }
    }

    private void failed(Wanted wanted, String id, String why) {
        Optional<Entry> entry;
        try {
            entry = ledger.step(id, before -> {
                Entry failed = before.failed(why);
                return failed.failures() > wanted.redeliveryLimit() ? failed.died() : failed;
            });
        } catch (StoreFailure e) {
            dispatcher.later(Dispatcher.PAUSE, () -> failed(wanted, id, why));
            return;
        }
        entry.ifPresent(after -> {
            if (after.stage() == Entry.Stage.DEAD) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The result of submission {0} for {1} is a dead letter after {2} deliveries: {3}",
                        id,
                        after.destination(),
                        after.failures(),
                        why);
            } else {
                dispatcher.later(wanted.redeliveryDelay(), () -> dispatcher.again(id));
            }
        });
    }
}
