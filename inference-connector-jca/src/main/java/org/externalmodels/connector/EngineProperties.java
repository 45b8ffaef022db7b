package org.externalmodels.connector;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.Gateway;
import org.externalmodels.connector.submission.SubmissionLimits;
import org.externalmodels.inference.spi.Secret;

/**
 * Reads the adapter's properties for the engine, and the environment variables that stand in for them. Each method says which
 * property is wrong, if one is: not every server checks the constraints on them.
 */
final class EngineProperties {

    private final InferenceResourceAdapter adapter;
    private final Map<String, String> environment;

    EngineProperties(InferenceResourceAdapter adapter, Map<String, String> environment) {
        this.adapter = adapter;
        this.environment = environment;
    }

    EngineSettings settings() throws ResourceAdapterInternalException {
        int syncMillis = inRange("journalSyncMillis", adapter.getJournalSyncMillis(), 0, 10_000);
        long journalMegabytes = atLeast("journalMaxMegabytes", adapter.getJournalMaxMegabytes(), 1);
        long cacheMegabytes = atLeast("responseCacheMegabytes", adapter.getResponseCacheMegabytes(), 0);
        int connections = atLeast("maxConnections", adapter.getMaxConnections(), 1);
        int attempts = inRange("maxAttempts", adapter.getMaxAttempts(), 1, InferenceResourceAdapter.MOST_ATTEMPTS);
        return new EngineSettings(
                journal(),
                Duration.ofMillis(syncMillis),
                connections,
                attempts,
                new NetworkProperties(adapter, environment).network(),
                journalMegabytes << 20,
                cacheMegabytes << 20,
                gateway());
    }

    SubmissionLimits submissionLimits() throws ResourceAdapterInternalException {
        int submissions = atLeast("maxSubmissions", adapter.getMaxSubmissions(), 1);
        long megabytes = atLeast("submissionsMaxMegabytes", adapter.getSubmissionsMaxMegabytes(), 1);
        return new SubmissionLimits(submissions, megabytes << 20);
    }

    private static int atLeast(String property, Integer value, int least) throws ResourceAdapterInternalException {
        if (value == null || value < least) {
            throw invalid(property + " must be at least " + least, value);
        }
        return value;
    }

    private static int inRange(String property, Integer value, int least, int most)
            throws ResourceAdapterInternalException {
        if (value == null || value < least || value > most) {
            throw invalid(property + " must be between " + least + " and " + most, value);
        }
        return value;
    }

    private Path journal() throws ResourceAdapterInternalException {
        String directory = adapter.getJournalDirectory();
        String data = environment.get("EXTERNAL_MODELS_DATA");
        try {
            Path path;
            if (isSet(directory)) {
                path = Path.of(directory);
            } else if (isSet(data)) {
                path = Path.of(data, "journal");
            } else {
                path = Path.of("external-models", "journal");
            }
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw invalid("journalDirectory must be the path of a folder", e.getInput());
        }
    }

    private Optional<Gateway> gateway() throws ResourceAdapterInternalException {
        String address = adapter.getGateway();
        if (!isSet(address)) {
            return Optional.empty();
        }
        String key = adapter.getGatewayKey();
        if (!isSet(key)) {
            throw new ResourceAdapterInternalException("External Models does not start: gateway needs gatewayKey,"
                    + " an application key of the server at " + address + ".");
        }
        try {
            return Optional.of(Gateway.at(address, Secret.of(key.strip())));
        } catch (IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(
                    "External Models does not start: gateway: " + e.getMessage() + ", not " + address + ".", e);
        }
    }

    static boolean isSet(String property) {
        return property != null && !property.isBlank();
    }

    private static ResourceAdapterInternalException invalid(String rule, Object found) {
        return new ResourceAdapterInternalException("External Models does not start: " + rule + ", not " + found + ".");
    }
}
