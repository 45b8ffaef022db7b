package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.Map;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OfLiberty("an application on it that nothing is set up for")
class FullDeploymentIT {

    private static LibertyServer server;

    @BeforeAll
    static void start() {
        server = LibertyServer.start(QuickStart.folder("full"), Deployment.FULL, Map.of());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"typed", "cci"})
    void aModuleOfTheApplicationCallsAModelThroughTheAdapterInIt(String way) {
        Product product = new Product(server);
        Definition definition = product.definition("full");
        product.add(definition);

        JsonObject answer = product.call(way, definition.name());

        assertThat(answer.getString("text", answer.toString())).isEqualTo("echo: one two three");
        await().untilAsserted(() -> assertThat(product.traces(definition.name()))
                .singleElement()
                .satisfies(trace -> {
                    assertThat(trace.getString("id")).isEqualTo(answer.getString("traceId"));
                    assertThat(trace.getInt("inputTokens")).isEqualTo(3);
                }));
    }
}
