package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready once the registry has opened, because before that no model is published. An outage of the database after that does
 * not make the server unready: calls go on.
 */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class RegistryHealth implements HealthCheck {

    private final Readiness readiness;

    protected RegistryHealth() {
        this(null);
    }

    @Inject
    public RegistryHealth(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("model-registry")
                .status(readiness.openedOnce())
                .build();
    }
}
