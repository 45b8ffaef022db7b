package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsIT {

    private final Product product = new Product(QuickStart.server());

    @ParameterizedTest
    @ValueSource(strings = {"typed", "async", "stream", "cci", "cci-stream"})
    void aModelIsCallableInEveryWayAsSoonAsItIsAdded(String way) {
        Definition definition = product.definition("callable");
        product.add(definition);

        JsonObject answer = product.call(way, definition.name(), Definition.CONNECTION);

        assertThat(answer.getString("text")).isEqualTo("echo: one two three");
        assertThat(answer.getString("connection")).isEqualTo(Definition.CONNECTION);
        assertThat(answer.getInt("inputTokens")).isEqualTo(3);
        assertThat(answer.getInt("outputTokens")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"typed", "async", "stream", "cci", "cci-stream"})
    void aTraceShowsTokensAndTime(String way) {
        Definition definition = product.definition("traced");
        product.add(definition);

        String id = product.call(way, definition.name()).getString("traceId");

        await().untilAsserted(
                        () -> assertThat(product.traces(definition.name())).hasSize(1));
        JsonObject trace = product.traces(definition.name()).get(0);
        assertThat(trace.getString("id")).isEqualTo(id);
        assertThat(trace.getString("model")).isEqualTo(definition.name());
        assertThat(trace.getString("connection")).isEqualTo(Definition.CONNECTION);
        assertThat(trace.getString("status")).isEqualTo("complete");
        assertThat(trace.getInt("inputTokens")).isEqualTo(3);
        assertThat(trace.getInt("outputTokens")).isEqualTo(4);
        assertThat(trace.getJsonNumber("millis").longValue()).isNotNegative();
    }

    @Test
    void theNameOfAModelIsFoundWithoutRegardToCase() {
        Definition definition = product.definition("case");
        product.add(definition);

        assertThat(product.call("typed", definition.name().toUpperCase(java.util.Locale.ROOT))
                        .getString("text"))
                .isEqualTo("echo: one two three");
    }
}
