package org.externalmodels.connector.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What an administrator sets for the adapter as a whole.
 *
 * @param journalDirectory where usage records are kept until they are collected; made if it does not exist
 * @param journalSync how often the journal is forced to the disk; zero forces it before each answer
 * @param maxConnections the most calls under way with one provider host, each on a socket of its own
 */
public record EngineSettings(Path journalDirectory, Duration journalSync, int maxConnections) {
    public EngineSettings {
        Objects.requireNonNull(journalDirectory, "journalDirectory");
        if (journalSync.isNegative()) {
            throw new IllegalArgumentException("journalSync is not negative");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections is at least 1");
        }
    }
}
