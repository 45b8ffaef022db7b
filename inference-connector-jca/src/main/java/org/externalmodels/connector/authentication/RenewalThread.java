package org.externalmodels.connector.authentication;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread that asks for credentials, whoever gives them. */
final class RenewalThread {

    private RenewalThread() {}

    static ScheduledThreadPoolExecutor start() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "external-models-credentials");
            made.setDaemon(true);
            made.setContextClassLoader(RenewalThread.class.getClassLoader());
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return thread;
    }
}
