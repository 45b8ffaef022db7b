package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.connector.submission.SubmissionStore.StoreFailure;

/**
 * Sees to it that models are asked what was submitted and that their answers are delivered, as long as somebody listens. One
 * thread of the container begins the calls of a listener, and as many deliver as it allows. Shared by threads; one lock
 * guards the queues, and nothing is waited for under it.
 */
final class Dispatcher implements Branches.Outcomes {

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    /** Before something is tried again that no listener is to blame for. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Calls calls;
    private final Deliveries deliveries;
    private final Object lock = new Object();
    private final List<ListenerQueue> listeners = new ArrayList<>();
    private final Set<String> unclaimed = new LinkedHashSet<>();

    private volatile boolean open = true;

    Dispatcher(Ledger ledger, Calls.Models models) {
        this.ledger = ledger;
        this.calls = new Calls(ledger, models, this);
        this.deliveries = new Deliveries(ledger, this);
    }

    /** Begins with what earlier runs left; a call of theirs that has no answer is made again. */
    void begin(Branches theirs, Collection<Ledger.InDoubt> inDoubt) {
        deliveries.begin(theirs, inDoubt);
        for (Entry entry : ledger.all()) {
            if (entry.stage() != Entry.Stage.DEAD && !deliveries.isUndecided(entry.id())) {
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

    boolean isOpen() {
        return open;
    }

    /** Whether somebody listens for a submission. */
    boolean isListened(Entry entry) {
        synchronized (lock) {
            return listenerFor(entry).isPresent();
        }
    }

    @Override
    public void submitted(List<Entry> entries) {
        entries.forEach(this::arrived);
    }

    @Override
    public void delivered(List<String> ids) {
        deliveries.committed(ids);
    }

    @Override
    public void notDelivered(List<String> ids) {
        deliveries.rolledBack(ids);
    }

    /** A submission waits to be called or delivered. */
    void arrived(Entry entry) {
        Optional<ListenerQueue> listener;
        synchronized (lock) {
            listener = place(entry);
        }
        listener.ifPresent(this::pump);
    }

    /** The same for one that may be gone. */
    void again(String id) {
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

    /** What is wanted by who would get a submission now; empty if nobody would. */
    Optional<Wanted> wantedNow(String id) {
        synchronized (lock) {
            return ledger.find(id).flatMap(this::listenerFor).map(ListenerQueue::wanted);
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
            caller = open && calls.canBeMade() && listener.takeCaller();
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
            listener.endpoint().execute(() -> unlessItEnds(listener, work, otherwise));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "The container has no thread at the moment", e);
            gone(listener, otherwise);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The container gives no thread", e);
            gone(listener, otherwise);
        }
    }

    /** Work that an error ends is not counted any more, and begun again. */
    private void unlessItEnds(ListenerQueue listener, Runnable work, Runnable otherwise) {
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            if (!done) {
                gone(listener, otherwise);
            }
        }
    }

    private void gone(ListenerQueue listener, Runnable otherwise) {
        synchronized (lock) {
            otherwise.run();
        }
        later(PAUSE, () -> pump(listener));
    }

    private void call(ListenerQueue listener) {
        for (List<String> next = nextCalls(listener); !next.isEmpty(); next = nextCalls(listener)) {
            begin(listener, next).forEach(one -> calls.make(listener, one));
        }
    }

    private List<Submitted> begin(ListenerQueue listener, List<String> next) {
        List<Submitted> asked = List.of();
        try {
            asked = ledger.beginCalls(next);
        } catch (StoreFailure e) {
            LOG.log(System.Logger.Level.DEBUG, "No call can be noted at the moment", e);
        } finally {
            callsOver(listener, next.size() - asked.size());
            if (asked.isEmpty()) {
                later(PAUSE, () -> next.forEach(this::again));
            }
        }
        return asked;
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

    /** The answer of a call is kept. */
    void answered(ListenerQueue listener, Entry entry) {
        callsOver(listener, 1);
        arrived(entry);
        pump(listener);
    }

    /** A call has no answer yet, and is made again after a pause. */
    void unanswered(ListenerQueue listener, String id, Duration pause) {
        callsOver(listener, 1);
        pump(listener);
        later(pause, () -> again(id));
    }

    private void deliver(ListenerQueue listener) {
        for (String next = nextDelivery(listener); next != null; next = nextDelivery(listener)) {
            deliveries.make(listener, next);
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

    /** Waits without a thread. */
    void later(Duration delay, Runnable then) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (open) {
                        then.run();
                    }
                });
    }
}
