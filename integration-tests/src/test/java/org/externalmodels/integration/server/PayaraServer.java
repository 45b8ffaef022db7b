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
import java.util.concurrent.TimeoutException;

/** Payara Server 6 with a domain of its own, configured by the files of docs/server and nothing else. */
public final class PayaraServer implements ApplicationServer {

    private static final String DOMAIN = "domain1";
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final String NO_BROKER = """
            <jms-service type="DISABLED" default-jms-host="default_JMS_host">
              <jms-host name="default_JMS_host" host="localhost" port="${JMS_PROVIDER_PORT}"/>
            </jms-service>""";

    private final Path payara = Path.of(System.getProperty("servers.directory"), "payara6");
    private final Path directory;
    private final Deployment deployment;
    private final int httpPort = FreePorts.one();
    private final int adminPort = FreePorts.one();
    private final Map<String, String> environment;

    private boolean made;

    private PayaraServer(Path directory, Deployment deployment, Map<String, String> more) {
        this.directory = directory;
        this.deployment = deployment;
        environment = new HashMap<>(ServerEnvironment.of(uri("/"), directory.resolve("data")));
        environment.put("AS_JAVA", System.getProperty("java.home"));
        environment.putAll(more);
    }

    /** Makes the domain in an empty folder. It is configured, and gets its applications, when it starts first. */
    static PayaraServer in(Path directory, Deployment deployment, Map<String, String> environment) {
        PayaraServer server = new PayaraServer(directory, deployment, environment);
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        try {
            server.makeDomain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** As it is unpacked, but on this machine's own address and on ports that are free. */
    private void makeDomain() throws IOException {
        ProcessText.copy(payara.resolve("glassfish/domains").resolve(DOMAIN), domain());
        Files.createDirectories(directory.resolve("data"));
        Path configuration = domain().resolve("config/domain.xml");
        String xml = Files.readString(configuration)
                .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replace("port=\"8080\"", "port=\"" + httpPort + "\"")
                .replace("port=\"4848\"", "port=\"" + adminPort + "\"")
                .replace("value=\"7676\"", "value=\"" + FreePorts.one() + "\"")
                // Its message broker listens on every address, and nothing here needs one.
                .replace("<config name=\"server-config\">", "<config name=\"server-config\">" + NO_BROKER)
                .replace("telnet.port=6666", "telnet.port=" + FreePorts.one())
                // A cluster's members look for each other in the network.
                .replace(
                        "<hazelcast-config-specific-configuration></",
                        "<hazelcast-config-specific-configuration enabled=\"false\"></");
        for (String port : new String[] {"8181", "3700", "3820", "3920", "8686"}) {
            xml = xml.replace("port=\"" + port + "\"", "port=\"" + FreePorts.one() + "\"");
        }
        Files.writeString(configuration, xml);
        if (deployment == Deployment.SUBMITTER) {
            Deployment.pausing().writeTo(domain().resolve("lib/pausing.jar"));
        }
    }

    private void configure() throws IOException {
        administer(Files.readString(Deployment.PROJECT.resolve("docs/server/payara.asadmin")));
        StringBuilder users = new StringBuilder();
        for (Map.Entry<String, String> user : TestUsers.GROUPS.entrySet()) {
            Path password = Files.writeString(
                    directory.resolve(user.getKey() + ".password"),
                    "AS_ADMIN_USERPASSWORD=" + TestUsers.password(user.getKey()) + "\n");
            users.append("create-file-user --passwordfile ").append(password);
            if (!user.getValue().isEmpty()) {
                users.append(" --groups ").append(user.getValue());
            }
            users.append(' ').append(user.getKey()).append('\n');
        }
        administer(users + databases());
    }

    /** Those of the applications that are tried; the product's own is there already. */
    private String databases() {
        return switch (deployment) {
            case SUBMITTER -> """
                create-jdbc-connection-pool --restype javax.sql.XADataSource \
                  --datasourceclassname org.externalmodels.integration.pausing.PausingDataSource \
                  --property 'URL="jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"' Effects
                create-jdbc-resource --connectionpoolid Effects jdbc/Effects
                """.formatted(directory.resolve("data/effects"));
            case WORKFLOW -> """
                create-jdbc-connection-pool --restype javax.sql.DataSource --datasourceclassname org.h2.jdbcx.JdbcDataSource \
                  --isolationlevel read-committed --maxpoolsize 20 \
                  --property 'user=sa:password=():URL="jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"' Triage
                create-jdbc-resource --connectionpoolid Triage jdbc/Triage
                """.formatted(directory.resolve("data/triage"));
            default -> "";
        };
    }

    private void deploy() throws IOException {
        administer("deploy --name external-models " + FullApplication.writeTo(directory, deployment, "jdbc/")
                + "\ndeploy --name sandbox --contextroot sandbox "
                + Deployment.ARCHIVES.resolve("sandbox-war.war").toAbsolutePath() + "\n");
        administer(Files.readString(Deployment.PROJECT.resolve("docs/server/payara-recovery.asadmin")));
    }

    /** Runs commands of an administrator, of which none may fail. */
    private void administer(String commands) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "commands-", ".asadmin"), commands);
        String answer = asadmin("--port", String.valueOf(adminPort), "multimode", "--file", file.toString());
        if (answer.contains(" failed.")) {
            throw new AssertionError(answer + "\n" + logs());
        }
    }

    private String asadmin(String... arguments) {
        List<String> command =
                new java.util.ArrayList<>(List.of(payara.resolve("bin/asadmin").toString(), "--interactive=false"));
        command.addAll(List.of(arguments));
        return ProcessText.of(directory, environment, command);
    }

    @Override
    public URI uri(String path) {
        return URI.create("http://localhost:" + httpPort).resolve(path);
    }

    @Override
    public void start() {
        startDomain();
        if (!made) {
            try {
                configure();
                stop();
                startDomain();
                deploy();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            made = true;
        }
        awaitServed();
    }

    private void startDomain() {
        asadmin("start-domain", "--domaindir", directory.resolve("domains").toString(), DOMAIN);
    }

    private void awaitServed() {
        if (!Serving.begins(deployment, uri("/"), () -> process().isEmpty())) {
            kill();
            throw new AssertionError("Payara ended or did not serve:\n" + logs());
        }
    }

    @Override
    public void stop() {
        asadmin("stop-domain", "--domaindir", directory.resolve("domains").toString(), DOMAIN);
    }

    @Override
    public void kill() {
        process().ifPresent(process -> {
            process.destroyForcibly();
            try {
                process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The server is not a child of the program that starts it. */
    private java.util.Optional<ProcessHandle> process() {
        String pid = ProcessText.read(domain().resolve("config/pid")).strip();
        return pid.isEmpty()
                ? java.util.Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    }

    @Override
    public Path data() {
        return directory.resolve("data");
    }

    @Override
    public String logs() {
        return ProcessText.read(domain().resolve("logs/server.log"));
    }

    @Override
    public void close() {
        if (process().isPresent()) {
            stop();
        }
    }

    private Path domain() {
        return directory.resolve("domains").resolve(DOMAIN);
    }
}
