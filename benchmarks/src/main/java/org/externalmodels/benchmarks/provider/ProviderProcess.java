package org.externalmodels.benchmarks.provider;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A static provider in a JVM of its own; it ends when this is closed, or with the process that started it. */
public final class ProviderProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    public ProviderProcess() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StaticProvider.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        port = Integer.parseInt(process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    public int port() {
        return port;
    }

    /** Base URL as an OpenAI client takes it. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port + "/v1");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
