package org.externalmodels.registry.telemetry;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.start.Readiness;
import org.externalmodels.registry.traces.CollectorState;

/** What Prometheus and whatever reads its format sees of this server, since it started. Thread-safe. */
@ApplicationScoped
public class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CollectorState collector = new CollectorState();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final CallMetrics calls;
    private final StoredMetrics stored;

    /** The container's proxies are made with it. */
    protected Metrics() {
        calls = null;
        stored = null;
    }

    @Inject
    public Metrics(ModelDirectory directory, Readiness readiness) {
        calls = new CallMetrics(registry);
        stored = new StoredMetrics(registry);
        new StateMetrics(
                registry, directory, collector, () -> readiness.obstacle().isEmpty());
    }

    /** What hears of calls. */
    public CallObserver calls() {
        return calls;
    }

    /** Attempts are in the database from now on. */
    public void stored(List<UsageFact> facts) {
        stored.stored(facts);
    }

    public CollectorState collector() {
        return collector;
    }

    /** All metrics as a text. */
    public interface Text {

        String contentType();

        void write(OutputStream out) throws IOException;
    }

    /**
     * All metrics as they are now.
     *
     * @param accept what the reader takes, as in HTTP; {@code null} for Prometheus' text format
     */
    public Text text(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        return new Text() {
            @Override
            public String contentType() {
                return writer.getContentType();
            }

            @Override
            public void write(OutputStream out) throws IOException {
                writer.write(out, registry.scrape());
            }
        };
    }
}
