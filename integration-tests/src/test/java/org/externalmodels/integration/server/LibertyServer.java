package org.externalmodels.integration.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real server in a process and a folder of its own, on ports of the loopback interface that it keeps when it restarts. */
public final class LibertyServer implements ApplicationServer {

    /** Who the server is at AWS. */
    public static final String PRINCIPAL = "arn:aws:iam::123456789012:user/sandbox";

    private static final String NAME = "integration";
    private static final String APPLICATION_FAILED = "CWWKZ0002E";
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Path directory;
    private final Map<String, String> environment;
    private final int httpPort = FreePorts.one();
    private final int httpsPort = FreePorts.one();
    private Process process;

    private LibertyServer(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** Makes the server in an empty folder and starts it. The environment is beside the ports and the data folder. */
    public static LibertyServer start(Path directory, Deployment deployment, Map<String, String> environment) {
        LibertyServer server = in(directory, deployment, environment);
        server.start();
        return server;
    }

    /** Makes the server in an empty folder, for {@link #start()}. */
    public static LibertyServer in(Path directory, Deployment deployment, Map<String, String> environment) {
        LibertyServer server = new LibertyServer(directory, new HashMap<>(environment));
        deployment.writeTo(server.configuration());
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        return server;
    }

    /** One more variable of its environment, before it starts. */
    public LibertyServer with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A file of the project that is laid over its configuration, as an administrator does it. */
    public LibertyServer with(Path fragment) {
        try {
            Files.copy(
                    fragment, configuration().resolve("configDropins/overrides").resolve(fragment.getFileName()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An application that its configuration names. */
    public LibertyServer withApplication(Path archive) {
        try {
            Files.copy(archive, configuration().resolve("apps").resolve(archive.getFileName()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process and waits until it serves. */
    @Override
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts the process, which need not come to serve. */
    public void launch() {
        Path wlp = Path.of(System.getProperty("liberty.directory"), System.getProperty("liberty.version"), "wlp");
        ProcessBuilder builder = new ProcessBuilder(wlp.resolve("bin/server").toString(), "run", NAME);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "WLP_USER_DIR", directory.toString(),
                        // A server of a test ends before the second compiler pays off. With the first alone Java keeps
                        // 48 MB for code, which a whole suite fills; after that nothing new can be linked.
                        "JVM_ARGS", "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m",
                        "HTTP_HOST", "localhost",
                        "HTTP_PORT", String.valueOf(httpPort),
                        "HTTPS_PORT", String.valueOf(httpsPort),
                        "KEYSTORE_PASSWORD", "only-of-this-test",
                        "EXTERNAL_MODELS_SANDBOX", "on",
                        "EXTERNAL_MODELS_DATA", directory.resolve("data").toString()));
        builder.environment().putAll(account());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's own account at AWS is the sandbox's, whose token service trusts it. */
    private Map<String, String> account() {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIASANDBOXUSER00001",
                "AWS_SECRET_ACCESS_KEY",
                "sandbox-secret-access-key",
                "AWS_ENDPOINT_URL_STS",
                uri("/sandbox/sts/").toString(),
                "EXTERNAL_MODELS_TRUSTED_PRINCIPAL",
                PRINCIPAL);
    }

    private void awaitReady() {
        HttpCalls http = new HttpCalls(uri("/"));
        long end = System.nanoTime() + START.toNanos();
        while (!http.answers("/health/ready", 200)) {
            if (!process.isAlive() || read(console()).contains(APPLICATION_FAILED) || System.nanoTime() > end) {
                kill();
                throw new AssertionError("The server ended or was not ready in " + START + ":\n" + read(console()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public URI uri(String path) {
        return URI.create("http://localhost:" + httpPort).resolve(path);
    }

    /** The address for browsers that do not mind who has signed its certificate. */
    public URI httpsUri(String path) {
        return URI.create("https://localhost:" + httpsPort).resolve(path);
    }

    /** Its own key and certificate. */
    public Path keyStore() {
        return configuration().resolve("resources/security/key.p12");
    }

    /** Ends the process as {@code kill -9} does. */
    @Override
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            await(process);
        }
    }

    @Override
    public void stop() {
        process.destroy();
        if (!await(process)) {
            kill();
            throw new AssertionError("The server did not stop in " + STOP);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private static boolean await(Process process) {
        try {
            return process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Everything that the server has written for an operator to read, first failure data included. */
    @Override
    public String logs() {
        try (Stream<Path> files = Files.walk(configuration().resolve("logs"))) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            return read(console()) + logs.stream().map(LibertyServer::read).reduce("", String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path data() {
        return directory.resolve("data");
    }

    private Path configuration() {
        return directory.resolve("servers").resolve(NAME);
    }

    private Path console() {
        return directory.resolve("console.log");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
