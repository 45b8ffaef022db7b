package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.UsageJournal;

/**
 * Ready once the registry has opened, because before that no model is published. An outage of the database after that does
 * not make the server unready: calls go on, until records of usage have no more room.
 */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class RegistryHealth implements HealthCheck {

    private final Readiness readiness;
    private final ModelDirectory directory;

    protected RegistryHealth() {
        this(null, null);
    }

    @Inject
    public RegistryHealth(Readiness readiness, ModelDirectory directory) {
        this.readiness = readiness;
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        UsageJournal.Fill journal = directory.journal().fill();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("model-registry")
                .status(readiness.openedOnce() && !journal.isFull())
                .withData("journalPercent", journal.percent());
        readiness.obstacle().ifPresent(reason -> answer.withData("reason", reason));
        return answer.build();
    }
}
