package org.externalmodels.registry.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ModelDirectory;

/**
 * Lets whoever watches the server hear of calls: Prometheus always, OpenTelemetry if it is switched on as MicroProfile
 * Telemetry says, by {@code otel.sdk.disabled=false}. A server without OpenTelemetry has the rest.
 */
@ApplicationScoped
public class ServerTelemetry {

    private static final Logger LOG = System.getLogger(ServerTelemetry.class.getName());

    private final ModelDirectory directory;
    private final Metrics metrics;
    private final boolean disabled;
    private final List<CallObserver> observers = new ArrayList<>();
    private volatile Propagation propagation = (header, work) -> work;

    private interface Propagation {
        Runnable within(UnaryOperator<String> header, Runnable work);
    }

    protected ServerTelemetry() {
        this(null, null, true);
    }

    @Inject
    public ServerTelemetry(
            ModelDirectory directory,
            Metrics metrics,
            @ConfigProperty(name = "otel.sdk.disabled", defaultValue = "true") boolean disabled) {
        this.directory = directory;
        this.metrics = metrics;
        this.disabled = disabled;
    }

    public void start() {
        observers.add(metrics.calls());
        if (!disabled) {
            addOpenTelemetry();
        }
        observers.forEach(directory::addObserver);
    }

    private void addOpenTelemetry() {
        try {
            GenAiObserver spans = GenAiObserver.ofServer();
            observers.add(spans);
            propagation = spans::within;
            LOG.log(Level.INFO, "Calls of models are reported to OpenTelemetry");
        } catch (NoClassDefFoundError | UnsatisfiedResolutionException absent) {
            LOG.log(
                    Level.WARNING,
                    "otel.sdk.disabled is false, but this server gives applications no OpenTelemetry: {0}",
                    absent.getMessage());
        }
    }

    public void stop() {
        try {
            observers.forEach(directory::removeObserver);
        } catch (IllegalStateException stopped) {
            LOG.log(Level.DEBUG, "The adapter was stopped before, and forgot its observers", stopped);
        }
        observers.clear();
    }

    /**
     * Work that is done for a caller over the network, as part of the caller's own trace if it has one.
     *
     * @param header of the caller's request, by name; {@code null} for none
     */
    public Runnable within(UnaryOperator<String> header, Runnable work) {
        return propagation.within(header, work);
    }
}
