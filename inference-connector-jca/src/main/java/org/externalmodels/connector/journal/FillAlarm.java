package org.externalmodels.connector.journal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.externalmodels.inference.spi.UsageJournal.Fill;

/** Says once that the journal is getting full, that it is full, and that there is room again. Shared by threads. */
final class FillAlarm {

    private static final Logger LOG = System.getLogger(FillAlarm.class.getName());

    private static final int WARN_AT = 80;

    /** Below the warning by so much that it is not said again with each record. */
    private static final int QUIET_BELOW = 70;

    private final AtomicReference<State> state = new AtomicReference<>(State.ROOM);
    private final LongAdder leftOut = new LongAdder();

    private enum State {
        ROOM,
        FILLING,
        FULL
    }

    /** The record of a call that was refused has no place. */
    void leaveOut() {
        leftOut.increment();
    }

    void at(Fill fill) {
        State before = state.get();
        State now = state(before, fill);
        if (now != before && state.compareAndSet(before, now)) {
            if (before == State.FULL) {
                tellOfLeftOut();
            }
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

    private void tellOfLeftOut() {
        long calls = leftOut.sumThenReset();
        if (calls > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} calls were refused while the usage journal was full that have no record, as what room was"
                            + " left was kept for calls under way",
                    String.valueOf(calls));
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
