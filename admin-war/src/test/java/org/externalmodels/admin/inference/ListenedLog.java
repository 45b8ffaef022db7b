package org.externalmodels.admin.inference;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what this package's classes log at the level of information and above, until it is closed. */
final class ListenedLog extends Handler implements AutoCloseable {

    private static final Logger PACKAGE = Logger.getLogger(ListenedLog.class.getPackageName());

    private final List<String> entries = new CopyOnWriteArrayList<>();

    ListenedLog() {
        PACKAGE.addHandler(this);
    }

    List<String> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
            entries.add(entry.getLevel() + " " + entry.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        PACKAGE.removeHandler(this);
    }
}
