package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Responses as clients of OpenAI know them. */
class ResponsesTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void aResponseStreamsItsItemsAndItsWhole() {
        server.models().says("Hel", "lo");

        String body = server.post("/v1/responses", "{'model':'gpt','input':'Hi','stream':true}")
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(body).contains("\"text\":\"Hello\"").contains("\"total_tokens\":7");
    }
}
