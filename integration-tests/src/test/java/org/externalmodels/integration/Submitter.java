package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.pausing.Gate;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.integration.server.ServerMake;
import org.externalmodels.integration.submitter.Heard;

/** The tests' application that submits and listens, on a server of its own, with the folder through which it is held up. */
final class Submitter implements AutoCloseable {

    private final ApplicationServer server;
    private final Path control;

    /**
     * One on a server that others have started.
     *
     * @param control the folder that the server's environment names
     */
    Submitter(ApplicationServer server, Path control) {
        this.server = server;
        this.control = control;
    }

    static Submitter start() {
        Path control = QuickStart.folder("submitter-control");
        return new Submitter(
                ServerMake.tested()
                        .start(
                                QuickStart.folder("submitter"),
                                Deployment.SUBMITTER,
                                Map.of(Gate.FOLDER, control.toString())),
                control);
    }

    ApplicationServer server() {
        return server;
    }

    Product product() {
        return new Product(server);
    }

    /** The application that its calls are counted for. */
    String application() {
        return ServerMake.tested() == ServerMake.LIBERTY ? "submitter" : "external-models";
    }

    /** A name that nobody has used. */
    static String correlation(String what) {
        return what + "-" + UUID.randomUUID();
    }

    /** Submits, and returns the submission's id. */
    String submit(String destination, String correlationId, String model, String end, String database) {
        Answer answer = send(destination, correlationId, model, end, database, 1);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The same for one whose answer is not waited for: the server ends before it comes. */
    void submitAndForget(String destination, String correlationId, String model, String end, String database) {
        Thread thread = new Thread(() -> {
            try {
                send(destination, correlationId, model, end, database, 1);
            } catch (RuntimeException | AssertionError cutOff) {
                // As the test wants it.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Submits the same many times in one transaction. */
    void submitMany(String destination, String correlationId, String model, int count) {
        Answer answer = send(destination, correlationId, model, "commit", "none", count);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    int threads() {
        return Integer.parseInt(
                new HttpCalls(server.uri("/")).get("/submitter/?threads=all").body());
    }

    private Answer send(
            String destination, String correlationId, String model, String end, String database, int count) {
        return new HttpCalls(server.uri("/"))
                .get("/submitter/?destination=" + destination + "&correlationId=" + Product.encode(correlationId)
                        + "&model=" + Product.encode(model) + "&end=" + end + "&database=" + database + "&count="
                        + count);
    }

    List<Heard> heard(String correlationId) {
        return Heard.of(control, correlationId);
    }

    /** How often the transaction of a delivery, or of a submission, was committed in the database. */
    long effects(String row) {
        Answer answer = new HttpCalls(server.uri("/")).get("/submitter/");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().filter(row::equals).count();
    }

    Gate gate(String name) {
        return Gate.in(control, name);
    }

    /** Whether deliveries of a result fail. */
    void fails(String correlationId, boolean failing) {
        Path file = control.resolve("fail-" + correlationId);
        try {
            if (failing) {
                Files.writeString(file, "");
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (String gate : List.of("before-prepare", "prepare", "commit", "in-delivery")) {
            gate(gate).open();
        }
        server.close();
    }
}
