package org.externalmodels.registry.support;

import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * A journal in memory, so full that a collector lets go at once of what it has stored. It forgets what is released, and can
 * be made to stop in the middle of releasing.
 */
public class ListJournal implements UsageJournal {

    private final List<Entry> entries = new ArrayList<>();
    private long next = 10;
    private boolean stopsBeforeRelease;

    public void append(UsageRecord record) {
        entries.add(new Entry(next, record));
        next += 7;
    }

    public void stopsBeforeRelease(boolean whether) {
        stopsBeforeRelease = whether;
    }

    public int waiting() {
        return entries.size();
    }

    @Override
    public String id() {
        return "journal-1";
    }

    @Override
    public List<Entry> read(long after, int limit) {
        return entries.stream()
                .filter(entry -> entry.position() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public Fill fill() {
        return new Fill(90, 100);
    }

    @Override
    public void release(long upTo) {
        if (stopsBeforeRelease) {
            throw new IllegalStateException("stopped");
        }
        entries.removeIf(entry -> entry.position() <= upTo);
    }
}
