package org.externalmodels.registry.traces;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageJournal.Entry;

/**
 * How far a journal has been read, by what the database says and by what its only reader knows. Where the database is ahead,
 * somebody else has stored records under the journal's id: it is a copy, or has been put back. It gets another id then, or
 * its records would be taken for those that are stored. For one thread.
 */
final class ReadUpTo {

    private static final Logger LOG = System.getLogger(ReadUpTo.class.getName());

    private final UsageJournal journal;
    private long position;
    private boolean known;

    /** Where the batch may end that was stored last: whether it was is not known where the answer was lost. */
    private Set<Long> attempted = Set.of();

    ReadUpTo(UsageJournal journal) {
        this.journal = journal;
    }

    long position() {
        return position;
    }

    /** Goes on where the database says, which may have been put back itself. */
    void stored(long upTo) {
        long last = known ? position : journal.openedAt();
        if (upTo > last && !attempted.contains(upTo)) {
            renew(last);
        } else {
            at(upTo);
        }
    }

    private void renew(long after) {
        String before = journal.id();
        journal.renew(after);
        at(after);
        LOG.log(
                Level.ERROR,
                "The database has records of the usage journal {0} that this server has not written: its data folder was"
                        + " copied, or put back, or files in it were deleted. It goes on with the id {1}, and loses no record.",
                before,
                journal.id());
    }

    /** A batch is about to be stored. */
    void attempt(List<Entry> batch) {
        attempted = batch.stream().map(Entry::position).collect(Collectors.toSet());
    }

    void at(long reached) {
        position = reached;
        known = true;
    }
}
