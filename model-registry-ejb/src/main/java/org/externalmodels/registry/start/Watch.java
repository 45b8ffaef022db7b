package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.publication.Publisher;
import org.externalmodels.registry.traces.TraceStore;
import org.externalmodels.registry.traces.UsageCollector;

/** The recurring jobs. Each is run by one thread at a time, and ends well whatever happens: a failed job would not recur. */
@ApplicationScoped
public class Watch {

    private static final Logger LOG = System.getLogger(Watch.class.getName());

    private final Readiness readiness;
    private final Opening opening;
    private final Publisher publisher;
    private final UsageCollector collector;
    private volatile boolean blind;

    protected Watch() {
        this(null, null, null, null, null);
    }

    @Inject
    public Watch(
            Readiness readiness, Opening opening, Publisher publisher, ModelDirectory directory, TraceStore traces) {
        this.readiness = readiness;
        this.opening = opening;
        this.publisher = publisher;
        collector = directory == null ? null : new UsageCollector(directory.journal(), traces);
    }

    /** Opens the registry if that has not worked yet, and brings in what other servers changed. */
    public void look() {
        if (!readiness.open()) {
            opening.tryToOpen();
            return;
        }
        try {
            publisher.catchUp();
            if (blind) {
                blind = false;
                LOG.log(Level.INFO, "The registry's database answers again");
            }
        } catch (RuntimeException failure) {
            if (!blind) {
                blind = true;
                LOG.log(
                        Level.WARNING,
                        "The registry''s database does not answer; calls go on with what is known: {0}",
                        failure.getMessage());
            }
        }
    }

    public void collect() {
        if (readiness.open()) {
            collector.collect();
        }
    }
}
