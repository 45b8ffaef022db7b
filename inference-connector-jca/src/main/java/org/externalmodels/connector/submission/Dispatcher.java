package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.connector.submission.ResultEndpoint.DeliveryFailed;
import org.externalmodels.connector.submission.ResultEndpoint.Unavailable;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.connector.submission.SubmissionStore.StoreFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.spi.Timeouts;

/**
 * Asks models what was submitted and delivers what they answer, as long as somebody listens. A call holds no thread while
 * its model thinks: one thread of the container begins the calls of a listener, and as many deliver as it allows. Shared by
 * threads; one lock guards the queues, and nothing is waited for under it.
 */
final class Dispatcher implements Branches.Outcomes {

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    /** Before something is tried again that no listener is to blame for. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** For a delivery of an earlier run whose listener is gone. */
    private static final Wanted UNKNOWN = new Wanted("", "", 1, 1, 5, Duration.ofSeconds(5));

    private static final String ROLLED_BACK = "the transaction of the delivery was rolled back";

    private final Ledger ledger;
    private final Models models;
    private final Object lock = new Object();
    private final List<ListenerQueue> listeners = new ArrayList<>();
    private final Set<String> unclaimed = new LinkedHashSet<>();

    /** Deliveries whose transactions are neither committed nor rolled back. */
    private final Map<String, Wanted> undecided = new ConcurrentHashMap<>();

    private Branches branches;
    private volatile boolean open = true;

    /** Who is asked. */
    interface Models {

        /** Whether it is known what models there are. */
        boolean areKnown();

        CompletableFuture<InferenceResponse> infer(CallTarget target, InferenceRequest request);
    }

    Dispatcher(Ledger ledger, Models models) {
        this.ledger = ledger;
        this.models = models;
    }

    /** Begins with what earlier runs left; a call of theirs that has no answer is made again. */
    void begin(Branches theirs, Collection<Ledger.InDoubt> inDoubt) {
        branches = theirs;
        inDoubt.forEach(left -> left.delivered().forEach(id -> undecided.put(id, UNKNOWN)));
        for (Entry entry : ledger.all()) {
            if (entry.stage() != Entry.Stage.DEAD && !undecided.containsKey(entry.id())) {
                unclaimed.add(entry.id());
            }
        }
    }

    void activate(ResultEndpoint endpoint) {
        synchronized (lock) {
            listeners.add(new ListenerQueue(endpoint));
            claim();
        }
        pumpAll();
    }

    /** Deliveries under way end as they end; what waits, waits for another listener. */
    void deactivate(ResultEndpoint endpoint) {
        synchronized (lock) {
            for (ListenerQueue listener : List.copyOf(listeners)) {
                if (listener.endpoint() == endpoint) {
                    listeners.remove(listener);
                    unclaimed.addAll(listener.close());
                }
            }
            claim();
        }
        pumpAll();
    }

    /** It is known what models there are. */
    void modelsPublished() {
        pumpAll();
    }

    void close() {
        open = false;
    }

    /** The number of submissions for which nobody listens. */
    int unclaimed() {
        synchronized (lock) {
            return unclaimed.size();
        }
    }

    @Override
    public void submitted(List<Entry> entries) {
        entries.forEach(this::arrived);
    }

    @Override
    public void delivered(List<String> ids) {
        ids.forEach(undecided::remove);
    }

    @Override
    public void notDelivered(List<String> ids) {
        for (String id : ids) {
            Wanted wanted = undecided.remove(id);
            if (wanted != null) {
                failed(wanted.equals(UNKNOWN) ? wantedNow(id) : wanted, id, ROLLED_BACK);
            }
        }
    }

    /** A submission waits to be called or delivered. */
    void arrived(Entry entry) {
        Optional<ListenerQueue> listener;
        synchronized (lock) {
            listener = place(entry);
        }
        listener.ifPresent(this::pump);
    }

    private void again(String id) {
        ledger.find(id).ifPresent(this::arrived);
    }

    /** The one with the longest prefix; of several, the one with the least to do. */
    private Optional<ListenerQueue> listenerFor(Entry entry) {
        return listeners.stream()
                .filter(candidate -> candidate.wanted().includes(entry))
                .min(Comparator.<ListenerQueue>comparingInt(candidate ->
                                -candidate.wanted().correlationPrefix().length())
                        .thenComparingInt(ListenerQueue::load));
    }

    private Wanted wantedNow(String id) {
        synchronized (lock) {
            return ledger.find(id)
                    .flatMap(this::listenerFor)
                    .map(ListenerQueue::wanted)
                    .orElse(UNKNOWN);
        }
    }

    private Optional<ListenerQueue> place(Entry entry) {
        Optional<ListenerQueue> listener = listenerFor(entry);
        listener.ifPresentOrElse(queue -> queue.add(entry), () -> unclaimed.add(entry.id()));
        return listener;
    }

    private void claim() {
        List<String> waiting = List.copyOf(unclaimed);
        unclaimed.clear();
        waiting.forEach(id -> ledger.find(id).ifPresent(this::place));
    }

    private void pumpAll() {
        List<ListenerQueue> all;
        synchronized (lock) {
            all = List.copyOf(listeners);
        }
        all.forEach(this::pump);
    }

    private void pump(ListenerQueue listener) {
        boolean caller;
        int deliverers;
        synchronized (lock) {
            caller = open && models.areKnown() && listener.takeCaller();
            deliverers = open ? listener.takeDeliverers() : 0;
        }
        if (caller) {
            execute(listener, () -> call(listener), listener::callerGone);
        }
        for (int i = 0; i < deliverers; i++) {
            execute(listener, () -> deliver(listener), listener::delivererGone);
        }
    }

    private void execute(ListenerQueue listener, Runnable work, Runnable otherwise) {
        try {
            listener.endpoint().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "The container has no thread at the moment", e);
            synchronized (lock) {
                otherwise.run();
            }
            later(PAUSE, () -> pump(listener));
        }
    }

    private void call(ListenerQueue listener) {
        for (List<String> next = nextCalls(listener); !next.isEmpty(); next = nextCalls(listener)) {
            List<Submitted> asked;
            try {
                asked = ledger.beginCalls(next);
            } catch (StoreFailure e) {
                callsOver(listener, next.size());
                List<String> unsent = next;
                later(PAUSE, () -> unsent.forEach(this::again));
                continue;
            }
            callsOver(listener, next.size() - asked.size());
            asked.forEach(one -> ask(listener, one));
        }
    }

    private List<String> nextCalls(ListenerQueue listener) {
        synchronized (lock) {
            if (!open) {
                listener.callerGone();
                return List.of();
            }
            return listener.nextCalls();
        }
    }

    private void callsOver(ListenerQueue listener, int number) {
        synchronized (lock) {
            listener.callsOver(number);
        }
    }

    private void ask(ListenerQueue listener, Submitted asked) {
        String id = asked.entry().id();
        CompletableFuture<InferenceResponse> call;
        try {
            StoredRequest stored = StoredRequest.decode(asked.request());
            call = models.infer(
                    new CallTarget(
                            stored.origin(),
                            asked.entry().model(),
                            asked.entry().connection(),
                            Timeouts.NONE),
                    stored.request());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Submission " + id + " cannot be sent", e);
            call = CompletableFuture.failedFuture(
                    InferenceException.of(FailureCode.INVALID_REQUEST, "The submission cannot be sent: " + e)
                            .modelName(asked.entry().model())
                            .cause(e)
                            .build());
        }
        CompletableFuture<InferenceResponse> unused = call.whenComplete((response, failure) -> {
            // A call that the server's stop has cut off is made again by the next run.
            if (open) {
                answered(listener, id, response == null ? failed(failure) : StoredResult.of(response));
            }
        });
    }

    private static StoredResult failed(Throwable failure) {
        return StoredResult.of(
                failure instanceof InferenceException known
                        ? known
                        : InferenceException.of(FailureCode.CANCELLED, "The call was given up: " + failure)
                                .cause(failure)
                                .build());
    }

    private void answered(ListenerQueue listener, String id, StoredResult result) {
        CompletableFuture<Entry> kept;
        try {
            kept = ledger.answered(id, result);
        } catch (RuntimeException e) {
            kept = ledger.answered(
                    id,
                    StoredResult.of(InferenceException.of(
                                    FailureCode.INVALID_RESPONSE, "The answer cannot be kept: " + e.getMessage())
                            .cause(e)
                            .build()));
        }
        CompletableFuture<Entry> unused = kept.whenComplete((entry, failure) -> {
            if (failure != null) {
                later(PAUSE, () -> answered(listener, id, result));
                return;
            }
            callsOver(listener, 1);
            arrived(entry);
            pump(listener);
        });
    }

    private void deliver(ListenerQueue listener) {
        for (String next = nextDelivery(listener); next != null; next = nextDelivery(listener)) {
            deliver(listener, next);
        }
    }

    private String nextDelivery(ListenerQueue listener) {
        synchronized (lock) {
            if (!open) {
                listener.delivererGone();
                return null;
            }
            return listener.nextDelivery();
        }
    }

    private void deliver(ListenerQueue listener, String id) {
        SubmissionXAResource removal = new SubmissionXAResource(branches, id);
        try (ResultEndpoint.Receiver receiver = listener.endpoint().receiver(removal)) {
            Optional<Ledger.Delivered> delivery = ledger.beginDelivery(id);
            if (delivery.isPresent()) {
                handOver(listener.wanted(), delivery.get(), receiver, removal);
            }
        } catch (Unavailable e) {
            LOG.log(System.Logger.Level.DEBUG, "No listener takes submission " + id + " at the moment", e);
            later(PAUSE, () -> again(id));
        } catch (StoreFailure e) {
            later(PAUSE, () -> again(id));
        } catch (RuntimeException e) {
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
            later(PAUSE, () -> remove(id));
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
            later(PAUSE, () -> failed(wanted, id, why));
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
                later(wanted.redeliveryDelay(), () -> again(id));
            }
        });
    }

    /** Waits without a thread. */
    private void later(Duration delay, Runnable then) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (open) {
                        then.run();
                    }
                });
    }
}
