package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.connector.dialect.AnswerBody;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.dialect.Served;
import org.externalmodels.connector.dialect.Vectors;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;

/** Asks for vectors of texts. */
record Embedding(EmbeddingRequest request) implements Inquiry<Vectors, EmbeddingResponse> {

    @Override
    public void admit(ModelDefinition model, boolean streaming) {
        Admission.check(model, request);
    }

    @Override
    public Operation operation(ProviderDialect dialect, boolean streaming) {
        return Operation.EMBEDDINGS;
    }

    @Override
    public Payload encode(ProviderDialect dialect, ModelDefinition model, Operation operation) {
        return dialect.encode(request);
    }

    @Override
    public Vectors decode(ProviderDialect dialect, AnswerBody body, Operation operation) {
        return dialect.decode(body, request);
    }

    @Override
    public EmbeddingResponse completed(Call call, Vectors vectors, int status) {
        Ending ending =
                Ending.complete(status, counted(vectors), MediaUsage.NONE, FinishReason.UNKNOWN, shown(vectors));
        call.completed(ending, Optional.empty(), vectors.served());
        return response(
                call, vectors, vectors.served().filter(Served::fromCache).isPresent());
    }

    /** Whoever gets vectors may write into them. */
    @Override
    public EmbeddingResponse again(Call call, Vectors vectors) {
        call.again(Ending.again(counted(vectors), FinishReason.UNKNOWN, shown(vectors)));
        return response(call, copy(vectors), true);
    }

    /** Vectors are no words: that none were written is known where the rest is. */
    private static TokenUsage counted(Vectors vectors) {
        TokenUsage told = vectors.usage();
        return told.source() == TokenUsage.Source.UNKNOWN || told.outputTokens().isPresent()
                ? told
                : new TokenUsage(
                        told.inputTokens(),
                        OptionalLong.of(0),
                        told.cachedInputTokens(),
                        told.cacheWriteTokens(),
                        told.reasoningTokens(),
                        told.source());
    }

    /** Of captured vectors only their number is kept: nobody reads them in a trace. */
    private static String shown(Vectors vectors) {
        return vectors.vectors().size() + " vectors";
    }

    private static EmbeddingResponse response(Call call, Vectors vectors, boolean fromCache) {
        return new EmbeddingResponse(
                vectors.vectors(),
                counted(vectors),
                call.modelName(),
                call.connectionName().orElseThrow(),
                call.traceId(),
                fromCache);
    }

    @Override
    public Optional<Vectors> lasting(Vectors vectors) {
        return Optional.of(copy(vectors));
    }

    private static Vectors copy(Vectors vectors) {
        return new Vectors(vectors.vectors().stream().map(float[]::clone).toList(), vectors.usage());
    }

    @Override
    public long bytes(Vectors vectors) {
        return vectors.vectors().stream()
                .mapToLong(vector -> (long) vector.length * Float.BYTES)
                .sum();
    }

    @Override
    public String form() {
        return "";
    }

    @Override
    public Class<Vectors> answerType() {
        return Vectors.class;
    }

    @Override
    public long characters() {
        return request.inputs().stream().mapToLong(String::length).sum();
    }

    /** Vectors are not written in tokens. */
    @Override
    public OptionalLong maxTokens() {
        return OptionalLong.of(0);
    }

    @Override
    public MediaUsage expected() {
        return MediaUsage.NONE;
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.ofNullable(request.timeout());
    }

    @Override
    public Map<String, String> tags() {
        return request.tags();
    }

    @Override
    public CallObserver.Kind kind() {
        return CallObserver.Kind.EMBEDDINGS;
    }

    @Override
    public Map<String, Number> described() {
        return Map.of("inputs", request.inputs().size());
    }
}
