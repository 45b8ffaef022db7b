package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test of a definition: the code of a real call, which nobody is billed for. */
class TestedDefinitionTest {

    private static final String HEADER = "canary-header-77aa";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile String answer = "{\"text\": \"well\", \"in\": 3, \"echo\": \"" + EngineFixture.KEY + "\"}";
    private HttpServer provider;

    @BeforeEach
    void open() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
    }

    @AfterEach
    void close() {
        provider.stop(0);
    }

    @Test
    void sendsWhatACallSendsWithTheStoredSecrets() {
        fixture.publish(model().build());
        fixture.infer("claims", null, request());

        test(model().build());

        assertThat(received).hasSize(2);
        assertThat(received.get(1)).isEqualTo(received.get(0)).contains(EngineFixture.KEY, HEADER, "\"q\":\"hello\"");
    }

    @Test
    void showsTheRequestMaskedTheStatusTheTimeTheRawBodyAndWhatWasFound() {
        ProbeResult result = test(model().build());

        assertThat(result.sent().body()).isEqualTo("{\"q\":\"hello\"}");
        assertThat(result.sent().headers())
                .containsEntry("X-Team-Key", Secret.MASK)
                .containsEntry("X-Team", "claims");
        assertThat(result.sent().url()).isEqualTo(uri());
        assertThat(result.received().orElseThrow().status()).isEqualTo(200);
        assertThat(result.received().orElseThrow().body()).contains("\"text\": \"well\"", Secret.MASK);
        assertThat(result.duration()).isPositive();
        assertThat(result.response().orElseThrow().text()).isEqualTo("well");
        assertThat(result.response().orElseThrow().usage().inputTokens()).hasValue(3);
        assertThat(result.response().orElseThrow().usage().outputTokens())
                .as("a path that finds nothing gives unknown, not 0")
                .isEmpty();
        assertThat(result.toString()).doesNotContain(EngineFixture.KEY, HEADER);
    }

    @Test
    void showsWhatWasAnsweredWhereTheOutputIsNotFound() {
        answer = "{\"other\": 1}";

        ProbeResult result = test(model().build());

        assertThat(result.failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .isInstanceOf(InferenceException.class)
                        .extracting(InferenceException::code)
                        .isEqualTo(FailureCode.OUTPUT_NOT_FOUND));
        assertThat(result.received().orElseThrow().body()).isEqualTo("{\"other\": 1}");
    }

    @Test
    void worksOnADraftAndOnWhatIsSwitchedOff() {
        assertThat(test(model().draft().build()).response()).isPresent();
        assertThat(test(model().off().build()).response()).isPresent();
    }

    @Test
    void leavesNoRecordSoThatNobodyIsBilled() {
        test(model().build());

        assertThat(received).hasSize(1);
        assertThat(fixture.records()).isEmpty();
    }

    private ProbeResult test(ModelDefinition model) {
        return fixture.engine
                .directory()
                .probe(model, "main", request())
                .toCompletableFuture()
                .join();
    }

    private static InferenceRequest request() {
        return InferenceRequest.builder().variables(Map.of("prompt", "hello")).build();
    }

    private Models model() {
        VariableDefinition prompt = new VariableDefinition(
                "prompt", Optional.empty(), VariableDefinition.Type.STRING, true, Optional.empty());
        TemplateDefinition template = new TemplateDefinition(
                List.of(prompt),
                "{\"q\":\"{{prompt}}\"}",
                new TemplateDefinition.Paths(
                        Optional.of("text"), Optional.of("$.in"), Optional.of("$.out"), Optional.empty()));
        return Models.template(uri(), template)
                .header("X-Team", "claims", false)
                .header("X-Team-Key", HEADER, true)
                .connection("main", EngineFixture.KEY);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/answer");
    }

    /** Notes the whole request. */
    private void answer(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + headers + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
