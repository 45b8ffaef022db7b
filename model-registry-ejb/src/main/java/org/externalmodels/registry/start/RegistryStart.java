package org.externalmodels.registry.start;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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

    @Resource
    private ManagedScheduledExecutorService scheduler;

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
        jobs.add(scheduler.scheduleWithFixedDelay(watch::look, 1_000, 1_000, TimeUnit.MILLISECONDS));
        jobs.add(scheduler.scheduleWithFixedDelay(watch::listen, 1_000, 1_000, TimeUnit.MILLISECONDS));
        jobs.add(scheduler.scheduleWithFixedDelay(watch::collect, 200, 200, TimeUnit.MILLISECONDS));
        jobs.add(scheduler.scheduleWithFixedDelay(this::expire, 60, 60, TimeUnit.SECONDS));
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
