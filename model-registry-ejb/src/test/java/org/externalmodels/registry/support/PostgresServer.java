package org.externalmodels.registry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of the tests' own, from the binaries of the machine, on a free port of the loopback interface. */
public final class PostgresServer {

    private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static PostgresServer shared;

    private final Path binaries = binaries().orElseThrow();
    private final List<String> settings;
    private final Path directory;
    private final int port;

    private PostgresServer(String... settings) {
        this.settings = List.of(settings);
        try {
            // A short path outside the build: the user postgres must reach it.
            directory = Files.createTempDirectory(
                    "external-models-pg",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            if (ROOT) {
                run(List.of("chown", "postgres", directory.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asPostgres("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    public static boolean installed() {
        return binaries().isPresent();
    }

    /** The server that tests share which do not stop it. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = new PostgresServer();
        }
        return shared;
    }

    /** A server to stop and start at will, with settings such as {@code fsync=on} that win over the tests'. */
    public static PostgresServer own(String... settings) {
        return new PostgresServer(settings);
    }

    /** On the loopback interface. Its superuser is {@code postgres} and has no password. */
    public int port() {
        return port;
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        return source;
    }

    public void start() {
        StringBuilder options = new StringBuilder(
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off");
        settings.forEach(setting -> options.append(" -c ").append(setting));
        asPostgres(
                "pg_ctl",
                "-D",
                data(),
                "-o",
                options.toString(),
                "-l",
                directory.resolve("log").toString(),
                "-w",
                "start");
    }

    public void stop() {
        asPostgres("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    private void remove() {
        try {
            stop();
        } catch (IllegalStateException stoppedAlready) {
            // The directory goes all the same.
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static Optional<Path> binaries() {
        if (!Files.isDirectory(INSTALLATIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLATIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL will not run as root. */
    private void asPostgres(String program, String... arguments) {
        List<String> command = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Failed: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
