package org.externalmodels.integration.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the machine's own binaries, in a folder and on a port of its own. It refuses to run as root, hence the user. */
public final class PostgresServer implements AutoCloseable {

    private static final String UNPRIVILEGED = "postgres";

    private final Path binaries;
    private final Path directory;
    private final int port;

    private PostgresServer(Path binaries, Path directory, int port) {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
    }

    public static PostgresServer start() {
        Path binaries = Presence.required("PostgreSQL's server programs", binaries());
        try {
            Path directory = Files.createTempDirectory("external-models-postgres-");
            PostgresServer server = new PostgresServer(binaries, directory, FreePorts.one());
            if (isRoot()) {
                Files.setOwner(
                        directory,
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(UNPRIVILEGED));
            }
            server.run("initdb", "-D", server.data(), "-U", "models", "--auth=trust", "--no-sync");
            server.startAgain();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        String options = "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1 -c fsync=off";
        run("pg_ctl", "-D", data(), "-w", "-l", directory.resolve("log").toString(), "-o", options, "start");
    }

    /** As it ends when its machine does: nobody is told. */
    public void stop() {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    /** Its connections stay, and nothing more comes over them: a machine that hangs, or a network that drops all it gets. */
    public void freeze() {
        signalAll("STOP");
    }

    /** After {@link #freeze}: it goes on as if nothing had been. */
    public void thaw() {
        signalAll("CONT");
    }

    private void signalAll(String signal) {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0));
            ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
            List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
            Stream.concat(Stream.of(process), process.descendants()).forEach(each -> command.add("" + each.pid()));
            new ProcessBuilder(command).inheritIO().start().waitFor(1, TimeUnit.MINUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (Files.exists(directory.resolve("data/postmaster.pid"))) {
            stop();
        }
    }

    public Map<String, String> environment() {
        return Map.of(
                "EXTERNAL_MODELS_DB_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "EXTERNAL_MODELS_DB_USER", "models",
                "EXTERNAL_MODELS_DB_PASSWORD", "unused");
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", UNPRIVILEGED, "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("external-models-" + program, ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " failed: " + Files.readString(output));
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** On the path, or where Debian puts each version. */
    private static Path binaries() {
        File[] versions = new File("/usr/lib/postgresql").listFiles();
        Stream<Path> path =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        Stream<Path> debian = Stream.of(versions == null ? new File[0] : versions)
                .map(version -> version.toPath().resolve("bin"))
                .sorted(Comparator.reverseOrder());
        return Stream.concat(path, debian)
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst()
                .orElse(null);
    }
}
