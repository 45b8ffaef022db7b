package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserversTest {

    private final List<String> heard = new ArrayList<>();

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @BeforeEach
    void open() {
        fixture.engine.directory().addObserver(this::listen);
    }

    private CallObserver.Observation listen(CallObserver.Start start) {
        heard.add(start.kind() + (start.streaming() ? " as it arrives" : ""));
        return new CallObserver.Observation() {
            @Override
            public void routed(ModelDefinition model, ConnectionDefinition connection) {
                heard.add(model.name() + "/" + connection.name());
            }

            @Override
            public void firstChunk() {
                heard.add("first");
            }

            @Override
            public void chunk() {
                heard.add("more");
            }

            @Override
            public void answeredBy(String providerModel) {
                heard.add("by " + providerModel);
            }

            @Override
            public void ended(UsageRecord record) {
                heard.add(record.outcome().status().wireName());
            }
        };
    }

    @Test
    void hearOfEachPieceOfAStream() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        fixture.stream("one two three").forEach(event -> {});

        assertThat(heard)
                .startsWith("CONVERSATION as it arrives", "claims/main", "first", "more", "more")
                .endsWith("by sandbox-1", "complete")
                .containsOnlyOnce("first");
    }

    @Test
    void hearOfAWholeAnswerOnce() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        fixture.infer("one two three");

        assertThat(heard).containsExactly("CONVERSATION", "claims/main", "first", "by sandbox-1", "complete");
    }

    @Test
    void hearThatEmbeddingsAreAskedFor() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceEngine.await(
                fixture.engine.embed(EngineFixture.target("claims", null), EmbeddingRequest.of("some text")));

        assertThat(heard).startsWith("EMBEDDINGS", "claims/main").endsWith("complete");
    }

    @Test
    void hearNoModelOfACallThatIsForNone() {
        assertThat(catchThrowable(() -> fixture.infer("nobody", null, InferenceRequest.prompt("x"))))
                .isNotNull();

        assertThat(heard).containsExactly("CONVERSATION", "failed");
    }

    @Test
    void aStreamThatIsCutBeforeItsFirstPieceHasNone() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.stream())) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(catchThrowable(() -> fixture.stream("x").forEach(event -> {})))
                    .isNotNull();
        }

        assertThat(heard).doesNotContain("first").endsWith("aborted_upstream");
        assertThat(fixture.records().get(0).firstChunk()).isEmpty();
    }
}
