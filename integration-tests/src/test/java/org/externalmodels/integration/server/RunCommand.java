package org.externalmodels.integration.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command {@code ./run} in a folder of its own, with its own data and server. What it would build and download is
 * there already, by links.
 */
public final class RunCommand implements AutoCloseable {

    private static final Path PROJECT = Path.of(System.getProperty("project.directory"));
    private static final String[] MODULES = {
        "inference-api", "inference-connector-jca", "model-registry-ejb", "admin-war", "ear", "sandbox-war", "samples"
    };

    private final Path directory;
    private Process process;
    private Path output;

    private RunCommand(Path directory) {
        this.directory = directory;
    }

    public static RunCommand in(Path directory) {
        try {
            for (String file : new String[] {"run", "pom.xml", "server.xml", "jvm.options"}) {
                Files.copy(PROJECT.resolve(file), directory.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
            }
            for (String module : MODULES) {
                Files.createSymbolicLink(directory.resolve(module), PROJECT.resolve(module));
            }
            Files.createSymbolicLink(directory.resolve("scripts"), PROJECT.resolve("scripts"));
            Path home = Files.createDirectory(directory.resolve(".liberty"));
            Path liberty = Path.of(System.getProperty("liberty.directory"));
            for (String part : new String[] {System.getProperty("liberty.version"), "drivers"}) {
                Files.createSymbolicLink(home.resolve(part), liberty.resolve(part));
            }
            Files.createFile(home.resolve("built"));
            RunCommand command = new RunCommand(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(command::close));
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and does not wait. */
    public void start(Map<String, String> environment) {
        try {
            output = Files.createTempFile(directory, "output-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(directory.resolve("run").toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** What it has printed since it was started. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int awaitExit() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("./run has not ended:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As a terminal that is closed, or a service manager, does. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            terminate();
            awaitExit();
        }
    }

    /** The files of the server that it has made. */
    public List<Path> written() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(".liberty/usr/servers"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/workarea/"))
                    .toList();
        }
    }
}
