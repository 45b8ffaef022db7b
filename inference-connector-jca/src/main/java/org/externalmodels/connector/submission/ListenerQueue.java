package org.externalmodels.connector.submission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What waits for one active listener, and what is under way for it. Guarded by the dispatcher's lock. */
final class ListenerQueue {

    /** Calls that are noted on the disk together. */
    private static final int MOST_AT_ONCE = 64;

    private final ResultEndpoint endpoint;
    private final ResultEndpoint.Wanted wanted;
    private final Queue<String> toCall = new ArrayDeque<>();
    private final Queue<String> toDeliver = new ArrayDeque<>();
    private int callers;
    private int calls;
    private int deliverers;
    private boolean active = true;

    ListenerQueue(ResultEndpoint endpoint) {
        this.endpoint = endpoint;
        this.wanted = endpoint.wanted();
    }

    ResultEndpoint endpoint() {
        return endpoint;
    }

    ResultEndpoint.Wanted wanted() {
        return wanted;
    }

    void add(Entry entry) {
        (entry.stage() == Entry.Stage.ANSWERED ? toDeliver : toCall).add(entry.id());
    }

    /** How much there is to do. */
    int load() {
        return toCall.size() + calls + toDeliver.size() + deliverers;
    }

    /** Whether somebody should begin to make calls; one is enough, since calls hold no thread. */
    boolean takeCaller() {
        if (!active || callers > 0 || toCall.isEmpty() || calls >= wanted.maxCalls()) {
            return false;
        }
        callers++;
        return true;
    }

    /** What the one who makes calls does next; nothing if it is to stop. */
    List<String> nextCalls() {
        List<String> next = new ArrayList<>();
        while (active && next.size() < MOST_AT_ONCE && calls < wanted.maxCalls() && !toCall.isEmpty()) {
            next.add(toCall.remove());
            calls++;
        }
        if (next.isEmpty()) {
            callers--;
        }
        return next;
    }

    void callerGone() {
        callers--;
    }

    void callsOver(int number) {
        calls -= number;
    }

    /** How many more should begin to deliver. */
    int takeDeliverers() {
        int more = active ? Math.max(0, Math.min(wanted.maxConcurrency() - deliverers, toDeliver.size())) : 0;
        deliverers += more;
        return more;
    }

    /** What one who delivers does next, {@code null} if it is to stop. */
    String nextDelivery() {
        String next = active ? toDeliver.poll() : null;
        if (next == null) {
            deliverers--;
        }
        return next;
    }

    void delivererGone() {
        deliverers--;
    }

    /** Ends it, and says what still waits. */
    List<String> close() {
        active = false;
        List<String> left = new ArrayList<>(toDeliver);
        left.addAll(toCall);
        toDeliver.clear();
        toCall.clear();
        return left;
    }
}
