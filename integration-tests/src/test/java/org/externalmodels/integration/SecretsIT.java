package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsIT {

    private final ApplicationServer server = QuickStart.server();
    private final Product product = new Product(server);

    @ParameterizedTest
    @ValueSource(strings = {"sk-canary", "sk-wrong-canary", "AKIACANARY"})
    void aKeyIsInNoLogAndNoAnswer(String prefix) {
        String key = Definition.key(prefix);
        Definition definition = product.definition("secret").withApiKey(key);
        String id = product.add(definition);

        for (String way : new String[] {"typed", "async", "stream", "cci"}) {
            assertThat(product.call(way, definition.name()).toString()).doesNotContain(key);
        }
        Definition broken = product.definition("broken").withApiKey(key).withFault("status=500;html");
        product.add(broken);
        assertThat(product.call("typed", broken.name()).toString()).doesNotContain(key);

        assertThat(product.administrator().get("/api/v1/models/" + id).body()).doesNotContain(key);
        assertThat(product.administrator()
                        .get("/api/v1/models/" + id + "/connections")
                        .body())
                .doesNotContain(key);
        assertThat(product.traces(broken.name()).toString()).doesNotContain(key);
        assertThat(server.logs()).doesNotContain(key);
    }
}
