package org.externalmodels.langchain4j;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where handlers are called for which the application names no executor. Threads that have nothing to do end. */
final class HandlerThreads {

    private static final int MOST = 64;

    static final Executor DEFAULT = pool();

    private HandlerThreads() {}

    private static Executor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HandlerThreads::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "external-models-handler");
        thread.setDaemon(true);
        thread.setContextClassLoader(HandlerThreads.class.getClassLoader());
        return thread;
    }
}
