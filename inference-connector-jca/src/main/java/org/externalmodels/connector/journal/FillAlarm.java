package org.externalmodels.connector.journal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.externalmodels.inference.spi.UsageJournal.Fill;

/** Says once that the journal is getting full, that it is full, and that there is room again. Shared by threads. */
final class FillAlarm {

    private static final Logger LOG = System.getLogger(FillAlarm.class.getName());

    private static final int WARN_AT = 80;

    /** Below the warning by so much that it is not said again with each record. */
    private static final int QUIET_BELOW = 70;

    private final AtomicReference<State> state = new AtomicReference<>(State.ROOM);

    private enum State {
        ROOM,
        FILLING,
        FULL
    }

    void at(Fill fill) {
        State before = state.get();
        State now = state(before, fill);
        if (now != before && state.compareAndSet(before, now)) {
            switch (now) {
                case ROOM -> LOG.log(Level.INFO, "The usage journal has room again");
                case FILLING ->
                    LOG.log(
                            Level.WARNING,
                            "The usage journal is at {0} % of its {1} bytes: records are not collected as fast as they are"
                                    + " made, or its disk has little room. When it is full, calls are refused",
                            fill.percent(),
                            String.valueOf(fill.limit()));
                case FULL ->
                    LOG.log(
                            Level.ERROR,
                            "The usage journal is full, at {0} bytes that are taken or missing on its disk: calls are refused until"
                                    + " there is room",
                            String.valueOf(fill.bytes()));
            }
        }
    }

    private static State state(State before, Fill fill) {
        if (fill.isFull()) {
            return State.FULL;
        }
        if (fill.percent() >= WARN_AT) {
            return State.FILLING;
        }
        return before == State.ROOM || fill.percent() < QUIET_BELOW ? State.ROOM : State.FILLING;
    }
}
