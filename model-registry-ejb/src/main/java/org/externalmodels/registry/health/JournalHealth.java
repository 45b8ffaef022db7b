package org.externalmodels.registry.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.registry.telemetry.Metrics;
import org.externalmodels.registry.traces.CollectorState;

/** Ready while records of usage have room: without it calls are refused. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class JournalHealth implements HealthCheck {

    private final ModelDirectory directory;
    private final Metrics metrics;

    protected JournalHealth() {
        this(null, null);
    }

    @Inject
    public JournalHealth(ModelDirectory directory, Metrics metrics) {
        this.directory = directory;
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        UsageJournal journal = directory.journal();
        UsageJournal.Fill fill = journal.fill();
        CollectorState collector = metrics.collector();
        return HealthCheckResponse.named("journal")
                .status(!fill.isFull())
                .withData("percent", fill.percent())
                .withData("stored", collector.isWorking())
                .withData("lagSeconds", (long) collector.lagSeconds())
                .withData("syncedSecondsAgo", journal.sinceSync().toSeconds())
                .build();
    }
}
