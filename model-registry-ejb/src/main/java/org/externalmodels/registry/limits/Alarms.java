package org.externalmodels.registry.limits;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.externalmodels.registry.DatabaseFailure;

/**
 * Notices when a budget goes down and a limit is reached, and has it told, once for each window. What calls under way have
 * reserved is not spent: what this server's have is left out, what those of other servers have is still counted with the
 * rest. Thread-safe; calls wait for nothing here.
 */
final class Alarms {

    private static final Logger LOG = System.getLogger(Alarms.class.getName());

    private static final int[] PERCENT = {50, 80, 100};
    private static final int MOST_REMEMBERED = 100_000;

    private final Told told;
    private final Set<Notice> pending = ConcurrentHashMap.newKeySet();
    private final Set<Bucket> spent = ConcurrentHashMap.newKeySet();
    private final Set<Notice> done = ConcurrentHashMap.newKeySet();
    private final Reservations reservations = new Reservations();

    Alarms(Told told) {
        this.told = told;
    }

    /** Keeps what people are told of. */
    interface Told {

        /**
         * Keeps it, unless some server has kept it already.
         *
         * @param used units
         */
        void tell(Notice notice, long used);
    }

    /** What is told once. */
    record Notice(Bucket bucket, int percent, Instant windowStart) {

        /** The window is the bucket's: a call may end, or be told of, in the one after. */
        static Notice of(Bucket bucket, int percent) {
            return new Notice(bucket, percent, bucket.windowStart());
        }
    }

    /**
     * A call was refused, or would have been. A budget may have too little left for one call and enough for others, so it is
     * looked at for itself.
     *
     * @param reading that refused it
     */
    void refused(Bucket bucket, Reading reading) {
        if (bucket.rule().measure().isMoney()) {
            if (reading.remaining() <= 0) {
                spent(bucket);
            }
            return;
        }
        Notice notice = Notice.of(bucket, 100);
        if (!done.contains(notice)) {
            pending.add(notice);
        }
    }

    /** A call is about to take a part, which it may spend. */
    void reserved(Taken part) {
        if (part.bucket().rule().measure().isMoney()) {
            reservations.add(part);
        }
    }

    /** What a call took was put right with what it has spent, or not taken after all. */
    void settled(Taken part) {
        if (part.bucket().rule().measure().isMoney()) {
            reservations.end(part);
            spent(part.bucket());
        }
    }

    /** Something may have been spent of a budget. */
    void spent(Bucket bucket) {
        if (!done.contains(Notice.of(bucket, 100))) {
            spent.add(bucket);
        }
    }

    /** Tells what has come up; what cannot be kept now is tried again the next time. */
    void tell(Meters meters) {
        if (done.size() > MOST_REMEMBERED) {
            done.clear();
        }
        Set<Bucket> changed = Set.copyOf(spent);
        spent.removeAll(changed);
        // In this order, so that what is settled from now on is looked at the next time.
        reservations.forgetEnded();
        try {
            for (Bucket bucket : changed) {
                look(bucket, meters);
            }
            for (Notice notice : Set.copyOf(pending)) {
                if (!done.contains(notice)) {
                    told.tell(notice, used(notice.bucket(), meters));
                    done.add(notice);
                }
                pending.remove(notice);
            }
        } catch (RuntimeException failure) {
            spent.addAll(changed);
            LOG.log(Level.DEBUG, "Alerts cannot be kept at the moment: {0}", DatabaseFailure.reason(failure));
        }
    }

    private void look(Bucket bucket, Meters meters) {
        long capacity = bucket.rule().capacity();
        long used = used(bucket, meters);
        for (int percent : PERCENT) {
            Notice notice = Notice.of(bucket, percent);
            if ((double) used / capacity * 100 >= percent && !done.contains(notice)) {
                pending.add(notice);
            }
        }
    }

    /** Reservations are read last: whatever was counted by then is among them. */
    private long used(Bucket bucket, Meters meters) {
        long counted = bucket.rule().capacity() - meters.look(bucket, 1).remaining();
        return counted - reservations.of(bucket);
    }
}
