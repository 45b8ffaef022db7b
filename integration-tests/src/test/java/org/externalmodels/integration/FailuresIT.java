package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.UUID;
import org.externalmodels.integration.server.FreePorts;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresIT {

    private final Product product = new Product(QuickStart.server());

    @ParameterizedTest
    @CsvSource({
        "html,                  typed,  INVALID_RESPONSE",
        "html,                  stream, INVALID_RESPONSE",
        "status=502;html,       typed,  PROVIDER_ERROR",
        "empty,                 typed,  INVALID_RESPONSE",
        "garbage,               cci,    INVALID_RESPONSE",
        "status=500;size=10485760, typed, PROVIDER_ERROR",
        "status=500;size=10485760, stream, PROVIDER_ERROR",
        "status=429;retry-after=3, async, RATE_LIMITED",
        "cut=300,               stream, STREAM_INTERRUPTED",
    })
    void aFaultOfTheProviderHasItsCode(String fault, String way, String code) {
        Definition definition = product.definition("fault").withFault(fault);
        product.add(definition);

        assertFailure(product.call(way, definition.name()), definition, code);
    }

    @Test
    void aCutStreamHandsOverWhatCame() {
        Definition definition = product.definition("cut").withFault("cut=600");
        product.add(definition);

        JsonObject answer = product.call("stream", definition.name());

        assertThat(answer.getString("handedOver")).isNotEmpty();
        assertThat("echo: one two three").startsWith(answer.getString("handedOver"));
        assertFailure(answer, definition, "STREAM_INTERRUPTED");
        assertThat(product.traces(definition.name()).get(0).getString("status")).isEqualTo("aborted_upstream");
    }

    @Test
    void aWrongKeyIsRefusedByTheProvider() {
        Definition definition = product.definition("key").withApiKey(Definition.key("sk-wrong"));
        product.add(definition);

        assertFailure(product.call("typed", definition.name()), definition, "AUTHENTICATION_FAILED");
    }

    @Test
    void anEndpointThatIsDownIsUnreachable() {
        URI nobody = URI.create("http://localhost:" + FreePorts.one() + "/");
        Definition definition = Definition.of("down", nobody);
        product.add(definition);

        assertFailure(product.call("typed", definition.name()), definition, "PROVIDER_UNREACHABLE");
    }

    @Test
    void aDraftIsNotActive() {
        Definition definition = product.definition("draft").asDraft();
        product.add(definition);

        assertRefusal(product.call("typed", definition.name()), definition.name(), "MODEL_NOT_ACTIVE");
    }

    @Test
    void aModelIsOffAndOnAgainWithoutRestart() {
        Definition definition = product.definition("switched");
        String id = product.add(definition);

        product.switchModel(id, false);
        assertRefusal(product.call("typed", definition.name()), definition.name(), "MODEL_NOT_ACTIVE");

        product.switchModel(id, true);
        assertThat(product.call("typed", definition.name()).getString("text")).isEqualTo("echo: one two three");
    }

    @Test
    void aConnectionIsOff() {
        Definition definition = product.definition("switched");
        String id = product.add(definition);

        product.switchConnection(id, Definition.CONNECTION, false);

        assertFailure(
                product.call("typed", definition.name(), Definition.CONNECTION), definition, "CONNECTION_NOT_ACTIVE");
        assertRefusal(product.call("typed", definition.name()), definition.name(), "NO_ACTIVE_CONNECTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"typed", "async", "stream", "cci"})
    void anUnknownModelIsNotFound(String way) {
        String name = "unknown-" + UUID.randomUUID();

        assertRefusal(product.call(way, name), name, "MODEL_NOT_FOUND");
    }

    @Test
    void anUnknownConnectionIsNotFound() {
        Definition definition = product.definition("model");
        product.add(definition);

        JsonObject answer = product.call("typed", definition.name(), "nobody");

        assertRefusal(answer, definition.name(), "CONNECTION_NOT_FOUND");
        assertThat(answer.getString("message")).contains("nobody");
    }

    private void assertFailure(JsonObject answer, Definition definition, String code) {
        assertRefusal(answer, definition.name(), code);
        assertThat(answer.getString("message")).contains(Definition.CONNECTION).doesNotContain(definition.apiKey());
    }

    private void assertRefusal(JsonObject answer, String model, String code) {
        assertThat(answer.getString("code", "no failure: " + answer)).isEqualTo(code);
        assertThat(answer.getString("message")).contains(model).hasSizeLessThan(2000);
        await().untilAsserted(() -> assertThat(product.traces(model)).anySatisfy(trace -> {
            assertThat(trace.getString("code", "none")).isEqualTo(code);
            assertThat(trace.getString("status")).isNotEqualTo("complete");
        }));
    }
}
