package org.externalmodels.connector;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.connector.submission.CallerTransaction;
import org.externalmodels.connector.submission.SubmissionLimits;
import org.externalmodels.connector.submission.Submissions;

/**
 * The one engine of this class loader, open from the first resource adapter that starts to the last that stops. Some
 * servers start an instance of the adapter for each resource that is defined by annotation (WildFly 39 does), and what is
 * published through one must be seen through all. Shared by threads.
 */
final class SharedEngine {

    private static final Logger LOGGER = System.getLogger(SharedEngine.class.getName());

    private static EngineSettings settings;
    private static SubmissionLimits limits;
    private static Running running;
    private static int users;

    private SharedEngine() {}

    /** The engine and the submissions that go through it. */
    record Running(InferenceEngine engine, Submissions submissions) {}

    static synchronized Running acquire(EngineSettings wanted, SubmissionLimits wantedLimits, CallerTransaction caller)
            throws ResourceAdapterInternalException {
        if (users == 0) {
            running = open(wanted, wantedLimits, caller);
            settings = wanted;
            limits = wantedLimits;
        } else if (!settings.equals(wanted) || !limits.equals(wantedLimits)) {
            throw new ResourceAdapterInternalException("External Models already runs with " + settings + " and "
                    + limits + ", so it cannot start with " + wanted + " and " + wantedLimits
                    + ". Give every resource adapter made from one archive the same configuration properties.");
        }
        users++;
        return running;
    }

    static synchronized void release() {
        users--;
        if (users == 0) {
            Running last = running;
            running = null;
            settings = null;
            limits = null;
            close(last);
        }
    }

    static synchronized Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    private static void close(Running last) {
        try {
            last.submissions().close();
        } finally {
            close(last.engine());
        }
    }

    private static void close(InferenceEngine last) {
        try {
            last.close();
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "The usage journal was not closed as it should be", e);
        }
    }

    private static Running open(EngineSettings wanted, SubmissionLimits limits, CallerTransaction caller)
            throws ResourceAdapterInternalException {
        InferenceEngine engine = null;
        Submissions submissions = null;
        try {
            engine = InferenceEngine.open(wanted);
            submissions = Submissions.open(engine, wanted.journalDirectory().resolve("submissions"), limits, caller);
            return new Running(engine, submissions);
        } catch (RuntimeException e) {
            throw new ResourceAdapterInternalException(
                    "External Models does not start with " + wanted + ": " + e.getMessage(), e);
        } finally {
            if (engine != null && submissions == null) {
                engine.close();
            }
        }
    }
}
