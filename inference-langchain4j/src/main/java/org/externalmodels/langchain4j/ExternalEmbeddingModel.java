package org.externalmodels.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/** Texts to vectors through a model connection. Shared by threads; failures as {@link ExternalChatModel}'s. */
public final class ExternalEmbeddingModel implements EmbeddingModel {

    private final ConnectionSource source;

    /** A model by its registered name; the adapter chooses the connection. */
    public ExternalEmbeddingModel(ModelConnectionFactory factory, String model) {
        this(factory, model, null);
    }

    /**
     * A model over one of its connections.
     *
     * @param model the registered name; {@code null} for the factory's default
     * @param connection {@code null} leaves the choice to the adapter
     */
    public ExternalEmbeddingModel(ModelConnectionFactory factory, String model, String connection) {
        this.source = new ConnectionSource(factory, model, connection);
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        try (ModelConnection connection = source.open()) {
            EmbeddingResponse answer = connection.embed(new EmbeddingRequest(texts, null, null, Map.of()));
            return Response.from(
                    answer.vectors().stream().map(Embedding::from).toList(),
                    new TokenUsage(ChatResponses.count(answer.usage().inputTokens())));
        } catch (InferenceException e) {
            throw Failures.of(e);
        }
    }
}
