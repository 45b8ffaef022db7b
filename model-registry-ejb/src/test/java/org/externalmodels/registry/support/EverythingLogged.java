package org.externalmodels.registry.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps all that is logged at the finest level, with the stack traces. */
public final class EverythingLogged extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Level before = ROOT.getLevel();
    private final List<Handler> others = new ArrayList<>(List.of(ROOT.getHandlers()));

    public EverythingLogged() {
        setLevel(Level.ALL);
        others.forEach(ROOT::removeHandler);
        ROOT.addHandler(this);
        ROOT.setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
        // The tests' own provider is no part of the product.
        if (String.valueOf(record.getLoggerName()).contains("net.httpserver")) {
            return;
        }
        String line = record.getLevel() + " " + record.getLoggerName() + " " + formatter.formatMessage(record);
        lines.add(record.getThrown() == null ? line : line + "\n" + dump(record.getThrown()));
    }

    /** A failure with all its causes, as a log or an error page might show it. */
    public static String dump(Throwable failure) {
        StringWriter writer = new StringWriter();
        failure.printStackTrace(new PrintWriter(writer));
        return writer.toString();
    }

    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        others.forEach(ROOT::addHandler);
        ROOT.setLevel(before);
    }
}
