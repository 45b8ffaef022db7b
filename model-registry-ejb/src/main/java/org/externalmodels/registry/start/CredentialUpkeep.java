package org.externalmodels.registry.start;

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

    @Inject
    private RecurringJobs recurring;

    @Inject
    private RotationJob rotation;

    @Inject
    private RefreshTokens refreshTokens;

    @Inject
    private ModelDirectory directory;

    @PostConstruct
    void start() {
        directory.addObserver(refreshTokens);
        jobs.add(recurring.every(Duration.ofSeconds(1), rotation::step));
        jobs.add(recurring.every(Duration.ofMillis(500), refreshTokens::store));
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
