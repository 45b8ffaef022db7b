package org.externalmodels.connector.transport;

import java.time.Duration;
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

    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final int NOTICE_THREADS = 4;

    private final Set<Timed> running = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor notices = new ThreadPoolExecutor(
            NOTICE_THREADS, NOTICE_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Deadlines::noticeThread);
    private final Rounds looks = Rounds.start("external-models-deadlines", INTERVAL, this::look);

    private Deadlines() {
        notices.allowCoreThreadTimeOut(true);
    }

    static Deadlines start() {
        return new Deadlines();
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
        long now = System.nanoTime();
        running.removeIf(timed -> {
            boolean over = timed.isOver(now);
            if (over) {
                // Not on this thread: what hears of it can be code of an application, and take its time or throw.
                notices.execute(timed::expire);
            }
            return over;
        });
    }

    @Override
    public void close() {
        looks.close();
        running.forEach(Timed::end);
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
        void end();
    }
}
