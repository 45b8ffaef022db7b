package org.externalmodels.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;

/** Keeps what is asked and answers with a text of its own. */
public final class RecordingModels implements ModelConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final transient List<InferenceRequest> asked = new ArrayList<>();
    private final transient Optional<Duration> timeout;
    private final String answer;
    private transient FailureCode undescribed;

    public RecordingModels(String answer) {
        this(answer, Optional.empty());
    }

    /** A model whose definition limits its calls. */
    public RecordingModels(String answer, Optional<Duration> timeout) {
        this.answer = answer;
        this.timeout = timeout;
    }

    /** Fails when it is asked to describe a model. */
    RecordingModels undescribed(FailureCode code) {
        undescribed = code;
        return this;
    }

    public InferenceRequest asked() {
        return asked.get(asked.size() - 1);
    }

    /** What a model answers. */
    public static InferenceResponse response(String text, InferenceResponse.Structure structure) {
        return new InferenceResponse(
                text,
                Optional.empty(),
                List.of(),
                List.of(),
                FinishReason.STOP,
                structure,
                TokenUsage.UNKNOWN,
                "gpt",
                "main",
                Optional.empty(),
                "trace-1");
    }

    @Override
    public ModelConnection getConnection() {
        return getConnection("gpt");
    }

    @Override
    public ModelConnection getConnection(String model) {
        return getConnection(model, null);
    }

    @Override
    public ModelConnection getConnection(String model, String connection) {
        return new ModelConnection() {
            @Override
            public InferenceResponse infer(InferenceRequest request) {
                asked.add(request);
                return response(
                        answer,
                        request.responseFormat().equals(ResponseFormat.TEXT)
                                ? InferenceResponse.Structure.NONE
                                : InferenceResponse.Structure.NATIVE);
            }

            @Override
            public CompletionStage<InferenceResponse> inferAsync(InferenceRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public InferenceStream stream(InferenceRequest request) {
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
            public ModelMetaData metaData() {
                if (undescribed != null) {
                    throw new InferenceException(undescribed, "it was " + undescribed);
                }
                return new ModelMetaData(model, 1, null, Set.of(), Set.of(), List.of("main"), timeout);
            }

            @Override
            public void close() {}
        };
    }
}
