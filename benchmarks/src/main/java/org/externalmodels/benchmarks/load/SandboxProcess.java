package org.externalmodels.benchmarks.load;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A sandbox in a JVM of its own; it ends when this is closed, or with the process that started it. */
final class SandboxProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    SandboxProcess() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxMain.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        port = Integer.parseInt(process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port + "/sandbox/openai/v1/chat/completions");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
