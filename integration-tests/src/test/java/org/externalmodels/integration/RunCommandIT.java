package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.FreePorts;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.Presence;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.integration.server.RunCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OfLiberty("the command that starts it")
class RunCommandIT {

    private static final Pattern PASSWORD = Pattern.compile("Password +(\\S{20})\\s+\\(shown this once\\)");

    private final Path directory = QuickStart.folder("run");
    private final RunCommand command = RunCommand.in(directory);
    private final int port = FreePorts.one();

    @AfterEach
    void end() {
        command.close();
    }

    @Test
    void showsTheFirstPasswordOnceAndKeepsDataBetweenRuns() throws IOException {
        startAndAwait(Map.of());
        Matcher shown = PASSWORD.matcher(command.output());
        assertThat(shown.find()).as(command.output()).isTrue();
        String password = shown.group(1);
        Product product = product(password);
        String id = product.add(product.definition("kept"));
        assertThatNoFileOfTheServerHolds(password);

        command.terminate();
        command.awaitExit();
        assertThatExceptionOfType(ConnectException.class)
                .as("the server ends with the command")
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        startAndAwait(Map.of());

        assertThat(command.output()).contains("set at an earlier start").doesNotContain(password);
        assertThat(product.administrator().get("/api/v1/models/" + id).status()).isEqualTo(200);
    }

    @Test
    void takesAPasswordOfTheAdministratorsChoiceAsItIsInsteadOfAnEarlierOne() throws IOException {
        String password = "a{b}\"${HTTP_PORT} 'c' & <d> \\e {xor}";
        Path overrides = Files.createDirectories(
                directory.resolve(".liberty/usr/servers/external-models/configDropins/overrides"));
        Files.writeString(
                overrides.resolve("admin.xml"),
                "<server><basicRegistry id=\"users\"><user name=\"admin\" password=\"earlier\"/></basicRegistry></server>");

        startAndAwait(Map.of("EXTERNAL_MODELS_ADMIN_PASSWORD", password));

        assertThat(product(password).administrator().get("/api/v1/models").status())
                .isEqualTo(200);
        assertThat(command.output()).doesNotContain(password);
        assertThatNoFileOfTheServerHolds(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_PORT", "HTTPS_PORT"})
    void namesThePortThatIsTakenAndItsVariable(String variable) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String number = String.valueOf(taken.getLocalPort());

            start(Map.of(variable, number));

            assertRefusal("Port " + number + " is taken by another program: set " + variable + " to a free port");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', no-such-directory, 'but there is no Java'",
        "1.8, old, 'is Java 8, which is too old'",
        "11, old, 'is Java 11, which is too old'",
        "21, runtime, 'has no compiler (javac)'",
    })
    void saysWhichJavaItNeeds(String version, String home, String sentence) throws IOException {
        if (!version.isEmpty()) {
            pretendJava(version, directory.resolve(home));
        }

        start(Map.of("JAVA_HOME", directory.resolve(home).toString()));

        assertRefusal(sentence);
        assertThat(command.output()).contains("JDK 17 or newer");
    }

    @Test
    void saysThatTheDataFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));

        start(Map.of("EXTERNAL_MODELS_DATA", file.toString()));

        assertRefusal(file + " cannot be written to");
    }

    @Test
    void saysThatTheDataFolderCannotBeWritten() {
        start(Map.of("EXTERNAL_MODELS_DATA", readOnly().toString()));

        assertRefusal(readOnly() + " cannot be written to: set EXTERNAL_MODELS_DATA to a directory that can.");
    }

    @Test
    void saysThatTheProjectCannotBeWritten() throws IOException {
        Files.move(directory.resolve(".liberty"), directory.resolve("aside"));
        Files.createSymbolicLink(directory.resolve(".liberty"), readOnly());

        start(Map.of());

        assertRefusal(directory + " cannot be written to: ./run keeps its server in .liberty there");
    }

    @Test
    void saysThatItsFolderInTheProjectCannotBeMade() throws IOException {
        Files.move(directory.resolve(".liberty"), directory.resolve("aside"));
        Files.createFile(directory.resolve(".liberty"));

        start(Map.of());

        assertRefusal(directory + " cannot be written to: ./run keeps its server in .liberty there");
    }

    /** A folder in which not even the administrator of the machine can make a file; rights would not stop that one. */
    private static Path readOnly() {
        Path processes = Path.of("/proc");
        Presence.required("folder that nobody can write", Files.isDirectory(processes) ? "/proc" : null);
        return processes;
    }

    private Product product(String password) {
        return new Product(URI.create("http://localhost:" + port), password);
    }

    private void start(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HTTP_PORT", String.valueOf(port));
        environment.put("HTTPS_PORT", String.valueOf(FreePorts.one()));
        environment.putAll(more);
        command.start(environment);
    }

    private void startAndAwait(Map<String, String> more) {
        start(more);
        await().atMost(Duration.ofMinutes(10)).until(() -> !command.isRunning() || hasStarted());
        assertThat(command.isRunning()).as(command.output()).isTrue();
    }

    /** The last line that it prints. */
    private boolean hasStarted() {
        return command.output().contains("  Log ");
    }

    private void assertRefusal(String sentence) {
        assertThat(command.awaitExit()).as(command.output()).isEqualTo(1);
        assertThat(command.output()).contains(sentence).hasLineCount(1);
    }

    private void assertThatNoFileOfTheServerHolds(String password) throws IOException {
        for (Path file : command.written()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(password);
        }
    }

    private static void pretendJava(String version, Path home) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                echo '    java.home = %s' >&2
                echo '    java.specification.version = %s' >&2
                """.formatted(home, version));
        if (!java.toFile().setExecutable(true)) {
            throw new IOException(java + " cannot be made executable");
        }
    }
}
