package org.externalmodels.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.junit.jupiter.api.Test;

class TemplateBenchmarkTest {

    private final TemplateWork work = new TemplateWork();

    @Test
    void rendersARequestOfTwoKilobytesAndFindsTheTextOfTheAnswer() {
        work.compile();

        String request = new String(new TemplateBenchmark().render(work), StandardCharsets.UTF_8);

        assertThat(request).contains("\"limit\": 256").contains("Claim: " + ChatRequest.PROMPT);
        assertThat(request.length()).isBetween(1_900, 2_200);
        assertThat(new TemplateBenchmark().extract(work)).isEqualTo(ChatRequest.PROMPT.repeat(2));
    }
}
