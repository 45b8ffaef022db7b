package org.externalmodels.registry.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.start.Readiness;

/** Ready once models are published: before that no call can be answered. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class ModelsHealth implements HealthCheck {

    private final Readiness readiness;
    private final ModelDirectory directory;

    protected ModelsHealth() {
        this(null, null);
    }

    @Inject
    public ModelsHealth(Readiness readiness, ModelDirectory directory) {
        this.readiness = readiness;
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("models")
                .status(readiness.openedOnce())
                .withData("version", directory.version());
        if (!readiness.openedOnce()) {
            readiness.obstacle().ifPresent(reason -> answer.withData("reason", reason));
        }
        return answer.build();
    }
}
