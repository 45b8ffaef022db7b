package org.externalmodels.sandbox;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Wakes delayed answers. The container's scheduler where there is one, else one daemon thread: a wake-up only hands the
 * answer to a container thread, so one is enough for any number of them.
 */
final class Timers implements AutoCloseable {
    private static final String CONTAINER_SCHEDULER = "java:comp/DefaultManagedScheduledExecutorService";

    private final ScheduledExecutorService scheduler;
    private final boolean own;

    private Timers(ScheduledExecutorService scheduler, boolean own) {
        this.scheduler = scheduler;
        this.own = own;
    }

    /** Looked up, not injected, because injection would fail where there is none; the name is a constant. */
    @SuppressWarnings("BanJNDI")
    static Timers start() {
        try {
            return new Timers(InitialContext.doLookup(CONTAINER_SCHEDULER), false);
        } catch (NamingException noContainer) {
            var one = new ScheduledThreadPoolExecutor(1, task -> {
                var thread = new Thread(task, "sandbox-timer");
                thread.setDaemon(true);
                return thread;
            });
            one.setRemoveOnCancelPolicy(true);
            return new Timers(one, true);
        }
    }

    void after(int millis, Runnable task) {
        var unused = scheduler.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (own) {
            scheduler.shutdownNow();
        }
    }
}
