package org.externalmodels.benchmarks.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * What the server holds in its heap, by the JDK's {@code jcmd}: the console keeps the state of its views in the session, where
 * no page shows its size.
 */
final class ServerHeap {

    private final long process;

    /** Of the JVM that was started below a process. */
    ServerHeap(long launcher) {
        process = ProcessHandle.of(launcher)
                .orElseThrow()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .min(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
                .orElseThrow(() -> new IllegalStateException("process " + launcher + " has no JVM"))
                .pid();
    }

    /** After a collection: bytes of what can still be reached. */
    long bytes() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (BufferedReader lines = asked.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.isBlank() ? last : line.strip();
            }
        }
        if (asked.waitFor() != 0 || !last.startsWith("Total")) {
            throw new IOException("jcmd says: " + last);
        }
        return Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
    }
}
