package org.externalmodels.samples.triage;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** The engine runs while the application does. */
@WebListener
public class TriageLifecycle implements ServletContextListener {

    @Inject
    private TriageEngine engine;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        engine.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        engine.stop();
    }
}
