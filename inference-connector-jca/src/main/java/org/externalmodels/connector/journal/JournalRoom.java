package org.externalmodels.connector.journal;

import org.externalmodels.inference.spi.UsageJournal.Fill;

/**
 * The room of a journal: its limit, and what of it is taken by records or, on its disk, by others. Beyond the limit a tenth is
 * kept for the records of calls that were under way when it was reached. Read by any thread, changed under the journal's
 * lock.
 */
final class JournalRoom {

    private static final int RESERVED_PART = 10;

    /** Of what is kept for calls under way, for calls that are refused: they cost nothing, and there may be any number of them. */
    private static final int REFUSED_PART = 10;

    private final long limit;
    private final DiskRoom disk;
    private final FillAlarm alarm = new FillAlarm();
    private volatile long taken;

    JournalRoom(long limit, DiskRoom disk) {
        this.limit = limit;
        this.disk = disk;
    }

    /** The bytes in all segments are so many now. */
    void take(long bytes) {
        taken = bytes;
    }

    long taken() {
        return taken;
    }

    private long reserved() {
        return limit / RESERVED_PART;
    }

    boolean hasPlace() {
        return taken < limit + reserved();
    }

    /** Whether the record of a call that was refused has a place; if not, it is counted. */
    boolean hasPlaceForRefused() {
        boolean place = Math.max(taken - limit, reserved() - disk.usable()) < reserved() / REFUSED_PART;
        if (!place) {
            alarm.leaveOut();
        }
        return place;
    }

    /**
     * What the disk lacks counts as taken: there must be room for the records of calls under way as well.
     *
     * @param broken whether the disk took no record the last time: it has no room at all then
     */
    Fill fill(boolean broken) {
        if (broken) {
            return new Fill(Math.max(taken, limit), limit);
        }
        long room = disk.usable() - reserved();
        return new Fill(Math.max(taken, limit - Math.max(0, room)), limit);
    }

    /** Says it, if it is time to. */
    void tell(boolean broken) {
        alarm.at(fill(broken));
    }
}
