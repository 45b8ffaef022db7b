package org.externalmodels.connector.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every exchange under way a few dozen times a second and lets it find out whether its time is over. One thread
 * and no timer per exchange: adding and removing one is a step in a concurrent set.
 */
final class Deadlines implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 20;
    private static final int NOTICE_THREADS = 4;

    private final Set<Timed> running = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::look, "external-models-deadlines");
    private final ThreadPoolExecutor notices = new ThreadPoolExecutor(
            NOTICE_THREADS, NOTICE_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Deadlines::noticeThread);
    private volatile boolean open = true;

    private Deadlines() {
        thread.setDaemon(true);
        notices.allowCoreThreadTimeOut(true);
    }

    static Deadlines start() {
        Deadlines deadlines = new Deadlines();
        deadlines.thread.start();
        return deadlines;
    }

    private static Thread noticeThread(Runnable work) {
        Thread thread = new Thread(work, "external-models-timeouts");
        thread.setDaemon(true);
        return thread;
    }

    void add(Timed timed) {
        running.add(timed);
    }

    void remove(Timed timed) {
        running.remove(timed);
    }

    private void look() {
        while (open) {
            long now = System.nanoTime();
            running.removeIf(timed -> {
                boolean over = timed.isOver(now);
                if (over) {
                    // Not on this thread: what hears of it can be code of an application, and take its time or throw.
                    notices.execute(timed::expire);
                }
                return over;
            });
            try {
                Thread.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        running.forEach(Timed::cancel);
    }

    /** Something whose time can be over. */
    interface Timed {

        /**
         * Whether one of its time limits has passed.
         *
         * @param now in {@link System#nanoTime}
         */
        boolean isOver(long now);

        /** Ends itself because of that. */
        void expire();

        /** Ends itself now. */
        void cancel();
    }
}
