package org.externalmodels.registry.start;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.retention.RetentionJob;
import org.externalmodels.registry.telemetry.ServerTelemetry;

/** Opens the registry when it is deployed, and keeps its recurring jobs. */
@Singleton
@Startup
@PermitAll
@DeclareRoles({Role.ADMIN, Role.EDITOR, Role.VIEWER, Role.AUDITOR, Role.CALLER})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RegistryStart {

    private final List<ScheduledFuture<?>> jobs = new ArrayList<>();

    @Inject
    private RecurringJobs recurring;

    @Inject
    private Opening opening;

    @Inject
    private Watch watch;

    @Inject
    private Readiness readiness;

    @Inject
    private RetentionJob retention;

    @Inject
    private ServerTelemetry telemetry;

    /** Tries at once, so that a deployment with its database up is ready when it is done; otherwise goes on trying. */
    @PostConstruct
    void start() {
        telemetry.start();
        opening.tryToOpen();
        jobs.add(recurring.every(Duration.ofSeconds(1), watch::look));
        jobs.add(recurring.every(Duration.ofSeconds(1), watch::listen));
        jobs.add(recurring.every(Duration.ofMillis(200), watch::collect));
        jobs.add(recurring.every(Duration.ofMinutes(1), this::expire));
    }

    private void expire() {
        if (readiness.openedOnce()) {
            retention.run(Instant.now(), Duration.ofSeconds(20));
        }
    }

    @PreDestroy
    void stop() {
        jobs.forEach(job -> job.cancel(false));
        telemetry.stop();
    }
}
