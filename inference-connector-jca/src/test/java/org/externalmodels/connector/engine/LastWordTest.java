package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream is over at its provider's last word, however long the connection stays. */
class LastWordTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENAI_CHAT | {'choices':[{'delta':{'content':'Hi'},'finish_reason':'stop'}]}"
                        + " | {'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3}} | [DONE]",
                "OPENAI_RESPONSES | {'type':'response.output_text.delta','delta':'Hi'}"
                        + " | {'type':'response.output_text.done','text':'Hi'}"
                        + " | {'type':'response.completed','response':{'status':'completed','output':[],'usage':{'input_tokens':9,'output_tokens':3}}}",
                "ANTHROPIC_MESSAGES | {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hi'}}"
                        + " | {'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':9,'output_tokens':3}}"
                        + " | {'type':'message_stop'}",
                "COHERE_CHAT | {'type':'content-delta','delta':{'message':{'content':{'text':'Hi'}}}} | {'type':'content-end'}"
                        + " | {'type':'message-end','delta':{'finish_reason':'COMPLETE','usage':{'tokens':{'input_tokens':9,'output_tokens':3}}}}",
            })
    void endsIt(ProviderStructure structure, String words, String more, String last) throws IOException {
        try (ClosingProvider provider = ClosingProvider.waiting(HEAD + event(words) + event(more) + event(last))) {
            fixture.publish(Models.chat(provider.uri())
                    .structure(structure)
                    .connection("main", EngineFixture.KEY)
                    .build());
            List<InferenceEvent> events = new ArrayList<>();

            fixture.stream("x").forEach(events::add);

            InferenceResponse whole = ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
            assertThat(whole.text()).isEqualTo("Hi");
            assertThat(whole.usage()).isEqualTo(TokenUsage.reported(OptionalLong.of(9), OptionalLong.of(3)));
            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.COMPLETE);
        }
    }

    /** Usage may come behind the reason to finish, so that this is not the last word. */
    @Test
    void theReasonToFinishDoesNot() throws IOException {
        String finished = event("{'choices':[{'delta':{'content':'Hi'},'finish_reason':'stop'}]}");
        String counted = event("{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3}}");
        try (ClosingProvider provider = new ClosingProvider(HEAD + finished + counted)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            fixture.stream("x").forEach(event -> {});

            assertThat(fixture.onlyRecord().usage())
                    .isEqualTo(TokenUsage.reported(OptionalLong.of(9), OptionalLong.of(3)));
        }
    }

    private static String event(String data) {
        return "data: " + data.replace('\'', '"') + "\n\n";
    }
}
