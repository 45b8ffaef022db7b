package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleIT {

    private final Product product = new Product(QuickStart.server());

    @ParameterizedTest
    @ValueSource(strings = {"/claims/", "/claims/cci", "/claims/injected", "/claims/assistant"})
    void summarisesAClaimWithTheModelOfTheFirstStart(String path) {
        Answer answer = product.anybody().get(path + "?claim=Hail%20broke%20a%20window.");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject summary = answer.json();
        assertThat(summary.getString("summary"))
                .isEqualTo("echo: Summarise this claim in one sentence: Hail broke a window.");
        await().untilAsserted(() -> assertThat(product.traces("claims-gpt"))
                .anySatisfy(trace -> assertThat(trace.getString("id")).isEqualTo(summary.getString("trace"))));
    }
}
