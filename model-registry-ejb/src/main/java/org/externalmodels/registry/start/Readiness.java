package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whether the registry can be used, and if not, why. Thread-safe. */
@ApplicationScoped
public class Readiness {

    static final String SILENT = "The registry's database does not answer at the moment; calls of models go on.";

    /** Whoever has not answered for so long is as good as away. A connection that hangs fails only much later, or never. */
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanos;
    private volatile String obstacle = "The registry is starting";
    private volatile boolean openedOnce;

    /** Since when the database has owed an answer; {@code null} if it owes none. */
    private volatile Long askedAt;

    public Readiness() {
        this(System::nanoTime);
    }

    Readiness(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What is in the way at the moment, for people; empty if nothing is. */
    public Optional<String> obstacle() {
        return Optional.ofNullable(obstacle).or(() -> isSilent() ? Optional.of(SILENT) : Optional.empty());
    }

    private boolean isSilent() {
        Long since = askedAt;
        return since != null && nanos.getAsLong() - since > PATIENCE;
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

    /** The database is being asked whether it answers. */
    void asked() {
        askedAt = nanos.getAsLong();
    }

    /** The database has said something, and be it that it is away. */
    void answered() {
        askedAt = null;
    }
}
