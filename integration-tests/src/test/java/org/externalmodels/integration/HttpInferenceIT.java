package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.Presence;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HTTP callers may do and what becomes of their calls. */
class HttpInferenceIT {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Product product = new Product(QuickStart.server());

    private static String chat(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
    }

    private static Map<String, String> with(String key) {
        return Map.of("Content-Type", "application/json", "Authorization", "Bearer " + key);
    }

    @ParameterizedTest
    @CsvSource({"admin, 200", "carl, 200", "edith, 403", "vera, 403", "otto, 403", "rolf, 403"})
    void usersOfTheServerCallWithTheRoleForIt(String user, int status) {
        String model = ServedModel.OPENAI.add(product);

        Answer answer = product.user(user).send("POST", "/v1/chat/completions", chat(model), JSON);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Set-Cookie")
                        .filter(cookie -> cookie.contains("Ltpa") && !cookie.contains("Ltpa2=\"\"")))
                .isEmpty();
    }

    @Test
    void theTraceShowsTheApplicationAndTheWayIn() {
        String model = ServedModel.OPENAI.add(product);
        JsonObject key = product.addKey(model);

        Answer answer = product.anybody().send("POST", "/v1/chat/completions", chat(model), with(key.getString("key")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(product.traces(model)).hasSize(1));
        JsonObject trace = product.traces(model).get(0);
        assertThat(trace.getString("source")).isEqualTo("http-key");
        assertThat(trace.toString()).contains(key.getString("name"));
        assertThat(answer.header("X-External-Models-Trace")).contains(trace.getString("id"));
    }

    @Test
    void aKeyThatIsTakenBackOpensNothingAfterTwoSeconds() {
        JsonObject key = product.addKey("*");
        HttpCalls anybody = product.anybody();
        Map<String, String> with = with(key.getString("key"));
        assertThat(anybody.send("GET", "/v1/models", null, with).status()).isEqualTo(200);

        Answer deleted = product.administrator()
                .send("DELETE", "/api/v1/application-keys/" + key.getString("id"), null, Map.of("If-Match", "*"));

        assertThat(deleted.status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(
                                anybody.send("GET", "/v1/models", null, with).status())
                        .isEqualTo(401));
    }

    @Test
    void theUseOfAKeyIsShownAndTheKeyIsNot() {
        JsonObject key = product.addKey("*");
        product.anybody().send("GET", "/v1/models", null, with(key.getString("key")));
        String address = "/api/v1/application-keys/" + key.getString("id");

        await().untilAsserted(() -> assertThat(
                        product.administrator().get(address).json().isNull("lastUsed"))
                .isFalse());
        assertThat(product.administrator().get(address).body()).doesNotContain(key.getString("key"));
    }

    @ParameterizedTest
    @CsvSource({"50000, 10", "10, 500000"})
    void aFloodOfHeadersIsRefusedAndOthersAreServed(int headers, int length) throws IOException {
        String model = ServedModel.OPENAI.add(product);
        String key = product.addKey(model).getString("key");
        StringBuilder flood = new StringBuilder(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + key + "\r\n");
        for (int i = 0; i < headers; i++) {
            flood.append("X-Flood-")
                    .append(i)
                    .append(": ")
                    .append("x".repeat(length))
                    .append("\r\n");
        }
        URI base = product.uri("/");

        try (Socket client = new Socket(InetAddress.getByName(base.getHost()), base.getPort())) {
            client.setSoTimeout(30_000);
            String answer;
            try {
                client.getOutputStream().write(flood.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
                answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (SocketException hungUp) {
                answer = "";
            }
            assertThat(answer).doesNotContain("HTTP/1.1 2").doesNotContain("echo");
        }

        assertThat(product.anybody()
                        .send("POST", "/v1/chat/completions", chat(model), with(key))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aClientThatLeavesAStreamEndsTheCallAndItsTokensAreKept() throws IOException {
        // Anthropic tells how many tokens it got at the begin of a stream.
        String model = ServedModel.ANTHROPIC.add(product, "chunk-delay=500");
        String key = product.addKey("*").getString("key");

        long left;
        try (Socket client = streaming(model, key)) {
            StringBuilder seen = new StringBuilder();
            while (seen.indexOf("echo") < 0) {
                seen.append((char) client.getInputStream().read());
            }
            left = System.currentTimeMillis();
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(product.traces(model)).hasSize(1));
        JsonObject trace = product.traces(model).get(0);
        assertThat(trace.getString("status")).isEqualTo("aborted_client");
        assertThat(trace.getInt("inputTokens")).isEqualTo(3);
        long ended = Instant.parse(trace.getString("time")).toEpochMilli()
                + trace.getJsonNumber("millis").longValue();
        assertThat(ended - left).isLessThan(1_000);
    }

    @Test
    void aClientThatLeavesBeforeAWholeAnswerEndsTheCall() throws IOException {
        Presence.required("table of TCP connections", Files.exists(Path.of("/proc/net/tcp")) ? "Linux" : null);
        Definition definition = product.definition("left").withFault("delay=30000");
        String id = product.add(definition);
        String model = definition.name();
        String key = product.addKey("*").getString("key");

        long left;
        try (Socket client = send(chat(model), key)) {
            assertThat(client.isConnected()).isTrue();
            await().until(() -> callsInFlight(id) == 1);
            left = System.currentTimeMillis();
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(product.traces(model)).hasSize(1));
        JsonObject trace = product.traces(model).get(0);
        assertThat(trace.getString("status")).isEqualTo("aborted_client");
        long ended = Instant.parse(trace.getString("time")).toEpochMilli()
                + trace.getJsonNumber("millis").longValue();
        assertThat(ended - left).isLessThan(1_000);
        assertThat(callsInFlight(id)).isZero();
    }

    private int callsInFlight(String id) {
        return product.administrator()
                .get("/api/v1/models/" + id + "/routing")
                .json()
                .getJsonArray("connections")
                .getJsonObject(0)
                .getInt("callsInFlight");
    }

    private Socket streaming(String model, String key) throws IOException {
        return send(chat(model).replace("}]}", "}],\"stream\":true}"), key);
    }

    private Socket send(String json, String key) throws IOException {
        URI address = product.uri("/v1/chat/completions");
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        String head = "POST " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }
}
