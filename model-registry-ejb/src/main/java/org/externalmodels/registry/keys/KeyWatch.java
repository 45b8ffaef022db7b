package org.externalmodels.registry.keys;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.SignOn;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.start.Readiness;
import org.externalmodels.registry.start.RecurringJobs;

/** Keeps this server's keys as they are in the database, and the database told of their use. */
@Singleton
@Startup
@DependsOn("RegistryStart")
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyWatch {

    private static final Logger LOG = System.getLogger(KeyWatch.class.getName());

    /** A database that has not answered for so long is as good as away. */
    private static final long SILENCE = Duration.ofSeconds(5).toNanos();

    private final List<ScheduledFuture<?>> jobs = new ArrayList<>();
    private volatile boolean failing;
    private volatile long lookedAt = System.nanoTime();

    @Inject
    private RecurringJobs recurring;

    @Inject
    private Readiness readiness;

    @Inject
    private KeyRing ring;

    @Inject
    private ModelDirectory directory;

    @PostConstruct
    void start() {
        look();
        directory.signOnBy(new KeySignOn(ring));
        jobs.add(recurring.every(Duration.ofSeconds(1), this::look));
        jobs.add(recurring.every(Duration.ofSeconds(1), this::notice));
        jobs.add(recurring.every(Duration.ofSeconds(5), this::storeUses));
    }

    @PreDestroy
    void stop() {
        jobs.forEach(job -> job.cancel(false));
        try {
            directory.signOnBy(SignOn.NONE);
        } catch (IllegalStateException stopped) {
            LOG.log(Level.DEBUG, "The adapter was stopped before, and nobody signs on to it any more", stopped);
        }
        storeUses();
    }

    /** Ends well whatever happens: a failed job would not recur. While the database is known to be away it is not asked. */
    private void look() {
        if (readiness.obstacle().isPresent()) {
            ring.cannotCatchUp();
            return;
        }
        try {
            ring.catchUp();
            lookedAt = System.nanoTime();
            if (failing) {
                failing = false;
                LOG.log(Level.INFO, "Application keys are read from the database again");
            }
        } catch (RuntimeException failure) {
            ring.cannotCatchUp();
            if (!failing) {
                failing = true;
                LOG.log(
                        Level.WARNING,
                        "Application keys cannot be read from the database; calls are checked against what is known:"
                                + " {0}",
                        DatabaseFailure.reason(failure));
            }
        }
    }

    /** A look that hangs tells nothing by itself. */
    private void notice() {
        if (System.nanoTime() - lookedAt > SILENCE) {
            ring.cannotCatchUp();
        }
    }

    private void storeUses() {
        if (readiness.obstacle().isPresent()) {
            return;
        }
        try {
            ring.storeUses();
        } catch (RuntimeException failure) {
            // Told by the other job, and tried again by this one.
            LOG.log(Level.DEBUG, "The use of application keys cannot be stored at the moment", failure);
        }
    }
}
