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

/**
 * WildFly with a server folder of its own, configured by docs/server/wildfly.cli and docs/server/wildfly-eclipselink.sh and nothing
 * else, but that its recovery looks more often.
 */
public final class WildFlyServer implements ApplicationServer {

    private static final Duration STOP = Duration.ofMinutes(1);

    /** Between two looks of the recovery, of which it may need three. WildFly's own two minutes would make most of a test of it. */
    private static final int RECOVERY_SECONDS = 15;

    private final Path wildfly =
            Path.of(System.getProperty("servers.directory"), "wildfly-" + System.getProperty("wildfly.version"));
    private final Path directory;
    private final Deployment deployment;
    private final int httpPort = FreePorts.one();
    private final Map<String, String> environment;
    private Process process;

    private WildFlyServer(Path directory, Deployment deployment, Map<String, String> more) {
        this.directory = directory;
        this.deployment = deployment;
        environment = new HashMap<>(ServerEnvironment.of(uri("/"), directory.resolve("data")));
        environment.put("JBOSS_HOME", wildfly.toString());
        environment.put("JBOSS_MODULEPATH", modules() + ":" + wildfly.resolve("modules"));
        environment.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        environment.putAll(more);
    }

    /** Makes the server in an empty folder, configures it and lays down what it deploys when it starts. */
    static WildFlyServer in(Path directory, Deployment deployment, Map<String, String> environment) {
        WildFlyServer server = new WildFlyServer(directory, deployment, environment);
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        try {
            ProcessText.copy(server.wildfly.resolve("standalone/configuration"), directory.resolve("configuration"));
            Files.createDirectories(directory.resolve("data"));
            Files.createDirectories(directory.resolve("deployments"));
            server.addUsers();
            server.configure();
            server.addDatabases();
            server.deploy();
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
        administer(scripts.resolve("wildfly.cli"));
    }

    /** Runs commands of an administrator on the server, which is stopped. */
    private void administer(Path commands) {
        Map<String, String> here = new HashMap<>(environment);
        here.put("JAVA_OPTS", "-Djboss.server.base.dir=" + directory);
        ProcessText.of(
                directory, here, List.of(wildfly.resolve("bin/jboss-cli.sh").toString(), "--file=" + commands));
    }

    /** Those of the applications that are tried; the product's own is there already. */
    private void addDatabases() throws IOException {
        String commands = switch (deployment) {
            case SUBMITTER -> {
                addPausingDriver();
                yield """
                            /subsystem=datasources/jdbc-driver=pausing:add(driver-name=pausing,driver-module-name=pausing,\
                              driver-class-name=org.h2.Driver,\
                              driver-xa-datasource-class-name=org.externalmodels.integration.pausing.PausingDataSource)
                            xa-data-source add --name=Effects --jndi-name=java:/jdbc/Effects --driver-name=pausing \
                              --xa-datasource-properties={"URL"=>"jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"} \
                              --user-name=sa --password=sa
                            """.formatted(directory.resolve("data/effects"));
            }
            case WORKFLOW -> """
                            data-source add --name=Triage --jndi-name=java:/jdbc/Triage --driver-name=h2 \
                              --connection-url="jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0" --user-name=sa \
                              --max-pool-size=20 --transaction-isolation=TRANSACTION_READ_COMMITTED
                            """.formatted(directory.resolve("data/triage"));
            default -> "";
        };
        if (!commands.isEmpty()) {
            administer(Files.writeString(
                    directory.resolve("databases.cli"),
                    "embed-server --server-config=standalone.xml --std-out=discard\n" + commands
                            + "stop-embedded-server\n"));
        }
    }

    /** With the database in it: WildFly looks for a data source where its driver is. */
    private void addPausingDriver() throws IOException {
        Path module = Files.createDirectories(modules().resolve("pausing/main"));
        Deployment.pausing().writeTo(module.resolve("pausing.jar"));
        Path h2 = wildfly.resolve("modules/system/layers/base/com/h2database/h2/main");
        try (Stream<Path> files = Files.list(h2)) {
            Path archive = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(archive, module.resolve("h2.jar"));
        }
        Files.writeString(module.resolve("module.xml"), """
                <module xmlns="urn:jboss:module:1.9" name="pausing">
                  <resources><resource-root path="pausing.jar"/><resource-root path="h2.jar"/></resources>
                  <dependencies><module name="java.se"/></dependencies>
                </module>
                """);
    }

    private void deploy() throws IOException {
        Files.copy(
                FullApplication.writeTo(directory, deployment, "java:/jdbc/"),
                directory.resolve("deployments/external-models.ear"));
        Files.copy(Deployment.ARCHIVES.resolve("sandbox-war.war"), directory.resolve("deployments/sandbox.war"));
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
                "-Djboss.management.http.port=" + FreePorts.one(),
                "-Dcom.arjuna.ats.arjuna.recovery.periodicRecoveryPeriod=" + RECOVERY_SECONDS);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitServed();
    }

    private void awaitServed() {
        if (!Serving.begins(deployment, uri("/"), () -> !process.isAlive() || hasFailed())) {
            kill();
            throw new AssertionError("WildFly ended or did not serve:\n" + logs());
        }
    }

    /** Whether the server's scanner has marked a deployment so. */
    private boolean hasFailed() {
        try (Stream<Path> files = Files.list(directory.resolve("deployments"))) {
            return files.anyMatch(file -> file.toString().endsWith(".failed"));
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
    public Path data() {
        return directory.resolve("data");
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
