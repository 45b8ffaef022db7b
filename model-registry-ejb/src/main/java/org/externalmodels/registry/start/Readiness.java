package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whether the registry can be used, and if not, why. Thread-safe. */
@ApplicationScoped
public class Readiness {

    private volatile String obstacle = "The registry is starting";

    /** What is in the way, for people; empty if nothing is. */
    public Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    public boolean open() {
        return obstacle == null;
    }

    void opened() {
        obstacle = null;
    }

    void blocked(String by) {
        obstacle = by;
    }
}
