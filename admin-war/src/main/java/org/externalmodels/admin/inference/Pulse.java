package org.externalmodels.admin.inference;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets time pass for all exchanges under way, by one recurring job. Thread-safe. */
final class Pulse implements AutoCloseable {

    private static final int MILLIS = 125;

    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final Departures departures = new Departures();
    private final Future<?> job;

    Pulse(ScheduledExecutorService scheduler) {
        job = scheduler.scheduleWithFixedDelay(this::beat, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    void remove(Exchange exchange) {
        exchanges.remove(exchange);
    }

    private void beat() {
        long now = System.nanoTime();
        exchanges.forEach(exchange -> exchange.tick(now));
        departures.look(exchanges, now);
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        job.cancel(false);
        exchanges.forEach(Exchange::gone);
    }
}
