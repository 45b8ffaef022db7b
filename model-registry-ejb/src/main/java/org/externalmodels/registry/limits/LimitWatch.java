package org.externalmodels.registry.limits;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.start.Readiness;
import org.externalmodels.registry.start.RecurringJobs;

/** Has every call held against the limits as they are in the database, and alerts delivered. */
@Singleton
@Startup
@DependsOn("RegistryStart")
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LimitWatch {

    private static final Logger LOG = System.getLogger(LimitWatch.class.getName());
    private static final Duration ALERTS_ARE_KEPT = Duration.ofDays(400);

    /** They wait for one row after the other, so that more of them would only hold more connections. */
    private static final int COUNTERS = 8;

    private final List<ScheduledFuture<?>> jobs = new ArrayList<>();
    private boolean open;
    private boolean failing;

    @Inject
    private RecurringJobs recurring;

    /**
     * Callers wait for what is counted. In the server's own pool it would wait for their threads in turn, and a crowd of them
     * would be taken for an outage of the database.
     */
    @Resource
    private ManagedThreadFactory threads;

    private ThreadPoolExecutor counters;

    @Inject
    private Readiness readiness;

    @Inject
    private ModelDirectory directory;

    @Inject
    private Limits limits;

    @Inject
    private StoredAlerts alerts;

    @Inject
    private AlertDelivery delivery;

    @PostConstruct
    void start() {
        counters =
                new ThreadPoolExecutor(COUNTERS, COUNTERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        counters.allowCoreThreadTimeOut(true);
        look();
        jobs.add(recurring.every(Duration.ofSeconds(1), this::look));
        jobs.add(recurring.every(Duration.ofSeconds(2), this::deliver));
        jobs.add(recurring.every(Duration.ofMinutes(1), Duration.ofHours(1), this::expire));
    }

    @PreDestroy
    void stop() {
        jobs.forEach(job -> job.cancel(false));
        try {
            directory.admitBy(CallAdmission.ALL);
        } catch (IllegalStateException stopped) {
            LOG.log(Level.DEBUG, "The adapter was stopped before, and admits nobody any more", stopped);
        }
        try {
            limits.close();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "What was counted last is not kept: {0}", DatabaseFailure.reason(failure));
        }
        counters.shutdown();
    }

    /** Ends well whatever happens: a failed job would not recur. What was known last goes on holding. */
    private synchronized void look() {
        if (!readiness.openedOnce() || (open && readiness.obstacle().isPresent())) {
            return;
        }
        try {
            limits.catchUp();
            if (!open) {
                directory.admitBy(limits.open(counters));
                open = true;
            }
            limits.tend();
            if (failing) {
                failing = false;
                LOG.log(Level.INFO, "Limits and budgets are read from the database again");
            }
        } catch (SQLException | RuntimeException failure) {
            if (!failing) {
                failing = true;
                LOG.log(
                        Level.WARNING,
                        "Limits and budgets cannot be read from the database; those that are known hold: {0}",
                        DatabaseFailure.reason(failure));
            }
        }
    }

    private void deliver() {
        if (readiness.obstacle().isPresent()) {
            return;
        }
        try {
            delivery.deliver(Instant::now);
        } catch (RuntimeException failure) {
            LOG.log(Level.DEBUG, "Alerts cannot be delivered at the moment", failure);
        }
    }

    private void expire() {
        try {
            alerts.expire(Instant.now().minus(ALERTS_ARE_KEPT));
        } catch (RuntimeException failure) {
            LOG.log(Level.DEBUG, "Old alerts cannot be deleted at the moment", failure);
        }
    }
}
