package org.externalmodels.admin.inference;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets time pass for all exchanges under way, by one recurring job, which goes on whatever happens to one of them.
 * Thread-safe.
 */
final class Pulse implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Pulse.class.getName());
    private static final int MILLIS = 125;
    private static final long BETWEEN_REPORTS = Duration.ofSeconds(10).toNanos();

    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final Departures departures;
    private final Future<?> job;

    /** For the job alone. */
    private long reportAt = System.nanoTime();

    Pulse(ScheduledExecutorService scheduler) {
        long now = System.nanoTime();
        TcpFiles files = TcpFiles.ofSystem();
        departures = new Departures(files.areThere() ? files : ports -> TcpTable.EMPTY, processorTime(), now);
        job = scheduler.scheduleWithFixedDelay(this::beat, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Of the current thread, or the time that passes where that is not told. */
    private static LongSupplier processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }

    void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    void remove(Exchange exchange) {
        exchanges.remove(exchange);
    }

    private void beat() {
        long now = System.nanoTime();
        // Whoever is seen to be there needs no heartbeat.
        guarded(() -> departures.look(exchanges, now), now);
        exchanges.forEach(exchange -> guarded(() -> exchange.tick(now), now));
    }

    /** A recurring job that throws is never run again. */
    private void guarded(Runnable look, long now) {
        try {
            look.run();
        } catch (RuntimeException | VirtualMachineError e) {
            if (now - reportAt >= 0) {
                reportAt = now + BETWEEN_REPORTS;
                LOG.log(Level.WARNING, "A request under way could not be looked after; it is tried again", e);
            }
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        job.cancel(false);
        exchanges.forEach(Exchange::gone);
    }
}
