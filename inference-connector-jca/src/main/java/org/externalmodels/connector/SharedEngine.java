package org.externalmodels.connector;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;

/**
 * The one engine of this class loader, open from the first resource adapter that starts to the last that stops. Some
 * servers start an instance of the adapter for each resource that is defined by annotation (WildFly 39 does), and what is
 * published through one must be seen through all. Shared by threads.
 */
final class SharedEngine {

    private static final Logger LOGGER = System.getLogger(SharedEngine.class.getName());

    private static EngineSettings settings;
    private static InferenceEngine engine;
    private static int users;

    private SharedEngine() {}

    static synchronized InferenceEngine acquire(EngineSettings wanted) throws ResourceAdapterInternalException {
        if (users == 0) {
            engine = open(wanted);
            settings = wanted;
        } else if (!settings.equals(wanted)) {
            throw new ResourceAdapterInternalException("External Models already runs with " + settings
                    + ", so it cannot start with " + wanted
                    + ". Give every resource adapter made from one archive the same configuration properties.");
        }
        users++;
        return engine;
    }

    static synchronized void release() {
        users--;
        if (users == 0) {
            InferenceEngine last = engine;
            engine = null;
            settings = null;
            close(last);
        }
    }

    static synchronized Optional<InferenceEngine> running() {
        return Optional.ofNullable(engine);
    }

    private static void close(InferenceEngine last) {
        try {
            last.close();
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "The usage journal was not closed as it should be", e);
        }
    }

    private static InferenceEngine open(EngineSettings wanted) throws ResourceAdapterInternalException {
        try {
            return InferenceEngine.open(wanted);
        } catch (RuntimeException e) {
            throw new ResourceAdapterInternalException(
                    "External Models does not start with " + wanted + ": " + e.getMessage(), e);
        }
    }
}
