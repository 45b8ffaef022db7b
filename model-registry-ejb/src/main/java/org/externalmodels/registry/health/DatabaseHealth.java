package org.externalmodels.registry.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.externalmodels.registry.start.Readiness;

/**
 * Says whether the database answers. That makes no server unready: calls go on without it, and taking all servers out of
 * service because of it would be the outage that they are built to withstand. The console and the management API say 503
 * by themselves.
 */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class DatabaseHealth implements HealthCheck {

    private final Readiness readiness;

    protected DatabaseHealth() {
        this(null);
    }

    @Inject
    public DatabaseHealth(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("database")
                .up()
                .withData("answers", readiness.obstacle().isEmpty());
        readiness.obstacle().ifPresent(reason -> answer.withData("reason", reason));
        return answer.build();
    }
}
