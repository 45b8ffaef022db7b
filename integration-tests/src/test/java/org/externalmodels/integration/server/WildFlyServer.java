package org.externalmodels.integration.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** WildFly with a server folder of its own, configured by docs/server/wildfly.cli and docs/server/wildfly-eclipselink.sh and nothing else. */
public final class WildFlyServer implements ApplicationServer {

    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Path wildfly =
            Path.of(System.getProperty("servers.directory"), "wildfly-" + System.getProperty("wildfly.version"));
    private final Path directory;
    private final int httpPort = FreePorts.one();
    private final Map<String, String> environment;
    private Process process;

    private WildFlyServer(Path directory) {
        this.directory = directory;
        environment = new HashMap<>(ServerEnvironment.of(uri("/"), directory.resolve("data")));
        environment.put("JBOSS_HOME", wildfly.toString());
        environment.put("JBOSS_MODULEPATH", modules() + ":" + wildfly.resolve("modules"));
        environment.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    }

    /** Makes the server in an empty folder, configures it, deploys the product with the sample and starts it. */
    public static WildFlyServer start(Path directory) {
        WildFlyServer server = in(directory);
        server.deploy();
        server.start();
        return server;
    }

    /** Makes the server in an empty folder and configures it. */
    private static WildFlyServer in(Path directory) {
        WildFlyServer server = new WildFlyServer(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        try {
            ProcessText.copy(server.wildfly.resolve("standalone/configuration"), directory.resolve("configuration"));
            Files.createDirectories(directory.resolve("data"));
            Files.createDirectories(directory.resolve("deployments"));
            server.addUsers();
            server.configure();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** As its own program add-user.sh writes them. */
    private void addUsers() throws IOException {
        StringBuilder users = new StringBuilder();
        StringBuilder groups = new StringBuilder();
        for (Map.Entry<String, String> user : TestUsers.GROUPS.entrySet()) {
            String name = user.getKey();
            users.append(name).append('=').append(hash(name)).append('\n');
            groups.append(name).append('=').append(user.getValue()).append('\n');
        }
        Files.writeString(
                directory.resolve("configuration/application-users.properties"),
                "#$REALM_NAME=ApplicationRealm$ This line is used by the add-user utility to identify the realm name"
                        + " already used in this file.\n" + users);
        Files.writeString(directory.resolve("configuration/application-roles.properties"), groups);
    }

    private static String hash(String user) {
        try {
            String text = user + ":ApplicationRealm:" + TestUsers.password(user);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void configure() {
        Path scripts = Deployment.PROJECT.resolve("docs/server");
        ProcessText.of(
                directory,
                environment,
                List.of(
                        scripts.resolve("wildfly-eclipselink.sh").toString(),
                        wildfly.toString(),
                        Path.of(System.getProperty("servers.directory"), "eclipselink.jar")
                                .toString(),
                        modules().toString()));
        Map<String, String> here = new HashMap<>(environment);
        here.put("JAVA_OPTS", "-Djboss.server.base.dir=" + directory);
        ProcessText.of(
                directory,
                here,
                List.of(wildfly.resolve("bin/jboss-cli.sh").toString(), "--file=" + scripts.resolve("wildfly.cli")));
    }

    private void deploy() {
        try {
            Files.copy(FullApplication.writeTo(directory), directory.resolve("deployments/external-models.ear"));
            Files.copy(Deployment.ARCHIVES.resolve("sandbox-war.war"), directory.resolve("deployments/sandbox.war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI uri(String path) {
        return URI.create("http://localhost:" + httpPort).resolve(path);
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(
                wildfly.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + directory,
                "-Djboss.http.port=" + httpPort,
                "-Djboss.https.port=" + FreePorts.one(),
                "-Djboss.management.http.port=" + FreePorts.one());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitDeployed();
    }

    private void awaitDeployed() {
        long end = System.nanoTime() + START.toNanos();
        while (!deployed()) {
            if (!process.isAlive() || System.nanoTime() > end || marked(".failed") > 0) {
                kill();
                throw new AssertionError("WildFly ended or did not deploy in " + START + ":\n" + logs());
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean deployed() {
        return marked(".deployed") == 2;
    }

    /** How many deployments the server's scanner has marked so. */
    private long marked(String suffix) {
        try (Stream<Path> files = Files.list(directory.resolve("deployments"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        process.destroy();
        if (!ended()) {
            kill();
            throw new AssertionError("WildFly did not stop in " + STOP);
        }
    }

    /** The server is a child of the script that starts it. */
    @Override
    public void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            ended();
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String logs() {
        return ProcessText.read(console());
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
    }

    /** Beside the server's own, which is shared. */
    private Path modules() {
        return directory.resolve("modules");
    }

    private Path console() {
        return directory.resolve("console.log");
    }
}
