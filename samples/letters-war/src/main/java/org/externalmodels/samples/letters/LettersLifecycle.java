package org.externalmodels.samples.letters;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** The engine runs while the application does. */
@WebListener
public class LettersLifecycle implements ServletContextListener {

    @Inject
    private LettersEngine letters;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        letters.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        letters.stop();
    }
}
