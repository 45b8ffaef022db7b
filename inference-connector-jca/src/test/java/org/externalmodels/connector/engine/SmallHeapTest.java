package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap of {@code ./run}, and more of hostile answers than fits. */
class SmallHeapTest {

    @TempDir
    private Path folder;

    @Test
    void survivesManyLargeAnswersAtOnce() throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeAnswers.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();

        List<String> lines = Files.readAllLines(output);
        assertThat(ended).as(lines.toString()).isTrue();
        int calls = SandboxFormat.values().length * LargeAnswers.KINDS.size() * LargeAnswers.TIMES;
        assertThat(lines).contains(calls + " records").last().isEqualTo(LargeAnswers.SERVES);
        // What fits is read, and what JSON paths read has nothing where the text should be.
        assertThat(lines.subList(0, calls))
                .allMatch(line -> line.matches(
                        "\\S+ (INVALID_RESPONSE|LIMIT_EXCEEDED)|" + "(TEMPLATE|BEDROCK_INVOKE)-\\S+ OUTPUT_NOT_FOUND"));
    }
}
