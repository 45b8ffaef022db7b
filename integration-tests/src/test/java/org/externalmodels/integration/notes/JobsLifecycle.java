package org.externalmodels.integration.notes;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** As engines begin. */
@WebListener
public class JobsLifecycle implements ServletContextListener {

    @Inject
    private Jobs jobs;

    @Inject
    private Notes notes;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        notes.makeTable();
        jobs.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        jobs.stop();
    }
}
