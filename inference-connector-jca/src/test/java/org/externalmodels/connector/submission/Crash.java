package org.externalmodels.connector.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the end of a process leaves: the files as they are at this moment, without anything being closed. */
final class Crash {

    private Crash() {}

    static Path leaves(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            Path left = Files.createTempDirectory(directory.getParent(), "left");
            for (Path file : files.toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
            return left;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
