package org.externalmodels.registry.start;

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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.profiles.RefreshTokens;
import org.externalmodels.registry.rotation.RotationJob;

/** Keeps stored credentials up to date: encrypted with the newest key, refresh tokens as they were replaced. */
@Singleton
@Startup
@DependsOn("RegistryStart")
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CredentialUpkeep {

    private static final Logger LOG = System.getLogger(CredentialUpkeep.class.getName());

    private final List<ScheduledFuture<?>> jobs = new ArrayList<>();

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private RotationJob rotation;

    @Inject
    private RefreshTokens refreshTokens;

    @Inject
    private ModelDirectory directory;

    @PostConstruct
    void start() {
        directory.addObserver(refreshTokens);
        jobs.add(scheduler.scheduleWithFixedDelay(rotation::step, 1_000, 1_000, TimeUnit.MILLISECONDS));
        jobs.add(scheduler.scheduleWithFixedDelay(refreshTokens::store, 500, 500, TimeUnit.MILLISECONDS));
    }

    @PreDestroy
    void stop() {
        jobs.forEach(job -> job.cancel(false));
        try {
            directory.removeObserver(refreshTokens);
        } catch (IllegalStateException stopped) {
            LOG.log(Level.DEBUG, "The adapter was stopped before, and forgot its observers", stopped);
        }
    }
}
