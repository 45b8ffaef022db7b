package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whether the registry can be used, and if not, why. Thread-safe. */
@ApplicationScoped
public class Readiness {

    private volatile String obstacle = "The registry is starting";
    private volatile boolean openedOnce;

    /** What is in the way at the moment, for people; empty if nothing is. */
    public Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** Whether it has been open since the start, so that models are published and calls are answered. */
    public boolean openedOnce() {
        return openedOnce;
    }

    void opened() {
        openedOnce = true;
        obstacle = null;
    }

    void blocked(String by) {
        obstacle = by;
    }
}
