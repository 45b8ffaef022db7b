package org.externalmodels.integration.submitter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.externalmodels.integration.pausing.Gate;

/**
 * One call of a listener, written down at once and whatever becomes of its transaction.
 *
 * @param submissionId of the result
 * @param correlationId of the result
 * @param redelivered as the result has it
 * @param deliveryCount as the result has it
 * @param text the answer, or the code of the failure
 */
public record Heard(String submissionId, String correlationId, boolean redelivered, int deliveryCount, String text) {

    private static final String FILE = "heard.log";

    void write() {
        String line = String.join(
                "\t", submissionId, correlationId, String.valueOf(redelivered), String.valueOf(deliveryCount), text);
        try {
            Files.writeString(
                    Gate.folder().resolve(FILE),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of one correlation id, oldest first. */
    public static List<Heard> of(Path folder, String correlationId) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split("\t", -1))
                    .filter(parts -> parts.length == 5)
                    .map(parts -> new Heard(
                            parts[0], parts[1], Boolean.parseBoolean(parts[2]), Integer.parseInt(parts[3]), parts[4]))
                    .filter(heard -> heard.correlationId().equals(correlationId))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
