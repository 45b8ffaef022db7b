package org.externalmodels.integration.pausing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A place where a test can hold a server up: files in a folder that both know say which gates are closed, and which have
 * been reached.
 */
public final class Gate {

    /** The environment variable that names the folder. */
    public static final String FOLDER = "SUBMITTER_CONTROL";

    private final Path folder;
    private final String name;

    private Gate(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** In the server, whose environment names the folder. */
    public static Gate here(String name) {
        return new Gate(folder(), name);
    }

    /** For the test. */
    public static Gate in(Path folder, String name) {
        return new Gate(folder, name);
    }

    public static Path folder() {
        return Path.of(System.getenv(FOLDER));
    }

    public void close() {
        try {
            Files.deleteIfExists(folder.resolve("reached-" + name));
            Files.writeString(folder.resolve("closed-" + name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void open() {
        try {
            Files.deleteIfExists(folder.resolve("closed-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isReached() {
        return Files.exists(folder.resolve("reached-" + name));
    }

    /** Goes through as soon as it is open. */
    public void pass() {
        while (Files.exists(folder.resolve("closed-" + name))) {
            try {
                Files.writeString(folder.resolve("reached-" + name), "");
                Thread.sleep(20);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
