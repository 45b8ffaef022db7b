package org.externalmodels.connector.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Nothing of a segment can be read, as its header is damaged. What is behind it may still be of use to somebody. */
final class DamagedSegmentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int number;

    DamagedSegmentException(Path file, int number, Throwable cause) {
        super("Nothing in " + file + " can be read", cause);
        this.number = number;
    }

    int number() {
        return number;
    }
}
