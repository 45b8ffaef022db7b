package org.externalmodels.admin.inference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.AuthenticationCheck;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.inference.spi.UsageJournal;

/** Models "gpt", with the connections "main", "second" and "third", and "a/b", that answer what a test tells them to. */
final class ScriptedDirectory implements ModelDirectory {

    volatile CompletableFuture<InferenceResponse> answer = new CompletableFuture<>();
    volatile CompletableFuture<EmbeddingResponse> vectors = new CompletableFuture<>();
    volatile CompletableFuture<TokenCount> count = new CompletableFuture<>();
    volatile ScriptedStream stream = new ScriptedStream();
    volatile InferenceRequest asked;
    volatile EmbeddingRequest embedded;
    volatile CallOrigin origin;
    volatile String called;

    @Override
    public List<ModelMetaData> models() {
        return List.of(model("a/b", "main"), model("gpt", "main", "second", "third"));
    }

    private static ModelMetaData model(String name, String... connections) {
        return new ModelMetaData(
                name,
                1,
                "m",
                Set.of(),
                Set.of(),
                List.of(connections),
                Optional.empty(),
                Optional.of(Instant.parse("2026-03-04T05:06:07.89Z")));
    }

    @Override
    public ModelConnection connect(CallOrigin from, String model, String connection) {
        return new Connection(from, model, connection);
    }

    @Override
    public ModelConnection connectOver(CallOrigin from, String model, Set<String> connections) {
        return new Connection(from, model, through(connections));
    }

    private static String through(Set<String> connections) {
        return connections.stream().sorted().collect(Collectors.joining(" or "));
    }

    /** What a model says. */
    static InferenceResponse answer(String text, ToolCall... calls) {
        TokenUsage usage = TokenUsage.reported(OptionalLong.of(3), OptionalLong.of(4));
        return new InferenceResponse(
                text,
                Optional.empty(),
                List.of(calls),
                List.of(),
                calls.length == 0 ? FinishReason.STOP : FinishReason.TOOL_CALLS,
                InferenceResponse.Structure.NONE,
                usage,
                "gpt",
                "main",
                Optional.empty(),
                "trace-1");
    }

    /** The stream has these texts, one after the other, and ends well. */
    void says(String... texts) {
        for (String text : texts) {
            stream.tell(new InferenceEvent.TextDelta(text));
        }
        stream.tell(new InferenceEvent.Completed(answer(String.join("", texts))));
        stream.end(null);
    }

    private final class Connection implements ModelConnection {
        private final CallOrigin from;
        private final String model;
        private final String connection;

        private Connection(CallOrigin from, String model, String connection) {
            this.from = from;
            this.model = model;
            this.connection = connection;
        }

        private void remember(InferenceRequest request) {
            asked = request;
            origin = from;
            called = model + (connection == null ? "" : " through " + connection);
        }

        @Override
        public CompletionStage<InferenceResponse> inferAsync(InferenceRequest request) {
            remember(request);
            return answer;
        }

        @Override
        public InferenceStream stream(InferenceRequest request) {
            remember(request);
            return stream;
        }

        @Override
        public CompletionStage<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
            embedded = request;
            return vectors;
        }

        @Override
        public ModelMetaData metaData() {
            Optional<ModelMetaData> found = models().stream()
                    .filter(each -> each.name().equalsIgnoreCase(model))
                    .findFirst();
            return found.orElseThrow(() -> new InferenceException(FailureCode.MODEL_NOT_FOUND, "no such model"));
        }

        @Override
        public InferenceResponse infer(InferenceRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EmbeddingResponse embed(EmbeddingRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @Override
    public void publish(ModelSnapshot snapshot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean apply(DirectoryChange change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long version() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DefinitionProblem> validate(ModelDefinition definition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ProbeResult> probe(ModelDefinition definition, String connection, InferenceRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<AuthenticationCheck> authenticate(Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Secret> redeem(Authentication.OAuth2 profile, AuthorizationCode code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<TokenCount> countTokens(
            CallOrigin from, String model, Set<String> connections, InferenceRequest request) {
        asked = request;
        origin = from;
        called = model + (connections.isEmpty() ? "" : " through " + through(connections));
        return count;
    }

    @Override
    public CompletionStage<ProviderAnswer> ask(ProviderQuestion question) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addObserver(CallObserver observer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeObserver(CallObserver observer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UsageJournal journal() {
        throw new UnsupportedOperationException();
    }
}
