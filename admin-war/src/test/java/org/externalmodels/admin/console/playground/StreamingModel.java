package org.externalmodels.admin.console.playground;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.externalmodels.admin.inference.ScriptedStream;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.TokenUsage;

/** A connection to a model that streams what a test tells. */
final class StreamingModel implements ModelConnection {

    final ScriptedStream stream = new ScriptedStream();

    /** It says this and ends well. */
    void says(String text) {
        stream.tell(new InferenceEvent.TextDelta(text));
        stream.tell(new InferenceEvent.Completed(new InferenceResponse(
                text,
                Optional.empty(),
                List.of(),
                List.of(),
                FinishReason.STOP,
                InferenceResponse.Structure.NONE,
                TokenUsage.reported(OptionalLong.of(3), OptionalLong.of(4)),
                "gpt",
                "main",
                Optional.empty(),
                "trace-1")));
        stream.end(null);
    }

    @Override
    public ModelMetaData metaData() {
        return new ModelMetaData(
                "gpt",
                1,
                "m",
                Set.of(Feature.STREAMING),
                Set.of(Modality.TEXT_TO_TEXT),
                List.of("main"),
                Optional.empty());
    }

    @Override
    public InferenceStream stream(InferenceRequest request) {
        return stream;
    }

    @Override
    public InferenceResponse infer(InferenceRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<InferenceResponse> inferAsync(InferenceRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EmbeddingResponse embed(EmbeddingRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
