package org.externalmodels.connector.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.connector.journal.SegmentedJournal;
import org.externalmodels.connector.transport.Network;

/**
 * What an administrator sets for the adapter as a whole.
 *
 * @param journalDirectory where usage records are kept until they are collected; made if it does not exist
 * @param journalSync how often the journal is forced to the disk; zero forces it before each answer
 * @param maxConnections the most calls under way with one provider host
 * @param maxAttempts how often a call goes out at most that the provider cannot answer now, the first time included
 * @param network where calls may go, and how
 * @param journalLimit bytes of records that are not collected yet, above which calls are refused
 * @param responseCacheLimit the most bytes of answers that are kept to be given again; 0 keeps none
 * @param gateway another server that has the models; empty where they are published here
 */
public record EngineSettings(
        Path journalDirectory,
        Duration journalSync,
        int maxConnections,
        int maxAttempts,
        Network network,
        long journalLimit,
        long responseCacheLimit,
        Optional<Gateway> gateway) {

    /** The first and two more: what the providers' own clients do. */
    public static final int ATTEMPTS = 3;

    /** Some ten thousand answers of a page. */
    public static final long RESPONSE_CACHE = 64L << 20;

    public EngineSettings {
        Objects.requireNonNull(journalDirectory, "journalDirectory");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(gateway, "gateway");
        if (journalSync.isNegative()) {
            throw new IllegalArgumentException("journalSync must not be negative: " + journalSync);
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, not " + maxAttempts);
        }
        if (journalLimit < 1) {
            throw new IllegalArgumentException("journalLimit must be at least 1, not " + journalLimit);
        }
        if (responseCacheLimit < 0) {
            throw new IllegalArgumentException("responseCacheLimit must not be negative: " + responseCacheLimit);
        }
    }

    /** For models that are published here. */
    public EngineSettings(
            Path journalDirectory,
            Duration journalSync,
            int maxConnections,
            int maxAttempts,
            Network network,
            long journalLimit,
            long responseCacheLimit) {
        this(
                journalDirectory,
                journalSync,
                maxConnections,
                maxAttempts,
                network,
                journalLimit,
                responseCacheLimit,
                Optional.empty());
    }

    /** With the default for the rest. */
    public EngineSettings(Path journalDirectory, Duration journalSync, int maxConnections) {
        this(
                journalDirectory,
                journalSync,
                maxConnections,
                ATTEMPTS,
                Network.PUBLIC,
                SegmentedJournal.DEFAULT_LIMIT,
                RESPONSE_CACHE);
    }

    public EngineSettings withMaxAttempts(int attempts) {
        return new EngineSettings(
                journalDirectory,
                journalSync,
                maxConnections,
                attempts,
                network,
                journalLimit,
                responseCacheLimit,
                gateway);
    }

    public EngineSettings withNetwork(Network other) {
        return new EngineSettings(
                journalDirectory,
                journalSync,
                maxConnections,
                maxAttempts,
                other,
                journalLimit,
                responseCacheLimit,
                gateway);
    }

    public EngineSettings withJournalLimit(long bytes) {
        return new EngineSettings(
                journalDirectory,
                journalSync,
                maxConnections,
                maxAttempts,
                network,
                bytes,
                responseCacheLimit,
                gateway);
    }

    public EngineSettings through(Gateway other) {
        return new EngineSettings(
                journalDirectory,
                journalSync,
                maxConnections,
                maxAttempts,
                network,
                journalLimit,
                responseCacheLimit,
                Optional.of(other));
    }

    public EngineSettings withResponseCacheLimit(long bytes) {
        return new EngineSettings(
                journalDirectory, journalSync, maxConnections, maxAttempts, network, journalLimit, bytes, gateway);
    }
}
