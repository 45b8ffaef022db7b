package org.externalmodels.connector.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.externalmodels.connector.authentication.Authenticators;
import org.externalmodels.connector.cache.ResponseCache;
import org.externalmodels.connector.engine.CallRecords.UsageSink;
import org.externalmodels.connector.journal.SegmentedJournal;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * The one place through which every call goes, whatever its way in. Owns directory, transport and journal. Shared by
 * threads.
 */
public final class InferenceEngine implements AutoCloseable {

    private final SegmentedJournal journal;
    private final UsageSink records;
    private final HttpTransport transport;
    private final Authenticators authenticators;
    private final AttemptThreads threads;
    private final Retries retries;
    private final ResponseCache cache;
    private final AnswerMemory memory;
    private final Observers observers = new Observers();
    private final PublishedModels models = new PublishedModels(this);
    private final Optional<GatewayModels> elsewhere;

    private InferenceEngine(
            SegmentedJournal journal,
            Optional<UsageSink> records,
            HttpTransport transport,
            int maxAttempts,
            ResponseCache cache,
            Optional<Gateway> gateway,
            AnswerMemory memory) {
        this.memory = memory;
        this.journal = journal;
        this.records = records.orElse(this::keep);
        this.transport = transport;
        this.threads = new AttemptThreads();
        this.retries = new Retries(maxAttempts, threads);
        this.cache = cache;
        this.authenticators = new Authenticators(transport, observers::refreshTokenReplaced);
        this.elsewhere = gateway.map(other -> new GatewayModels(other, authenticators));
    }

    /**
     * Opens an engine of its own; the caller closes it.
     *
     * @throws UncheckedIOException if the journal's directory cannot be written, or another server uses it
     * @throws IllegalArgumentException if the trust store cannot be read
     */
    public static InferenceEngine open(EngineSettings settings) {
        return open(settings, AnswerMemory.ofHeap());
    }

    static InferenceEngine open(EngineSettings settings, AnswerMemory memory) {
        return open(settings, memory, Optional.empty());
    }

    /** With something in the place of the journal that keeps the records, if it is to be. */
    static InferenceEngine open(EngineSettings settings, AnswerMemory memory, Optional<UsageSink> records) {
        HttpTransport transport = HttpTransport.open(settings.maxConnections(), settings.network());
        try {
            return new InferenceEngine(
                    SegmentedJournal.open(settings.journalDirectory(), settings.journalSync(), settings.journalLimit()),
                    records,
                    transport,
                    // A gateway makes all the attempts there are to be made.
                    settings.gateway().isPresent() ? 1 : settings.maxAttempts(),
                    new ResponseCache(settings.responseCacheLimit()),
                    settings.gateway(),
                    memory);
        } catch (IOException e) {
            transport.close();
            throw new UncheckedIOException(
                    "The usage journal in " + settings.journalDirectory() + " cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            transport.close();
            throw e;
        }
    }

    /** The registry's door to this engine. */
    public ModelDirectory directory() {
        return models;
    }

    /** Has something done each time after models were published. */
    public void whenPublished(Runnable then) {
        models.whenPublished(then);
    }

    /** Whether it is known which models there are: they were published, or another server knows them. */
    public boolean areModelsKnown() {
        return elsewhere.isPresent() || models.version() > 0;
    }

    /** Whether a call failed because the other server that has the models is not there. */
    public boolean isGatewayAway(InferenceException failure) {
        return elsewhere.isPresent() && GatewayModels.isAway(failure);
    }

    /** Calls a model; the future fails with {@link InferenceException}, and cancelling it ends the exchange. */
    public CompletableFuture<InferenceResponse> infer(CallTarget target, InferenceRequest request) {
        return whole(target, new Conversation(request));
    }

    /**
     * The same with the target's limits weaker than the model's also where another server has the model, which is asked for them
     * first.
     */
    public CompletableFuture<InferenceResponse> inferWithin(CallTarget target, InferenceRequest request) {
        return elsewhere.isEmpty()
                        || request.timeout().isPresent()
                        || target.timeouts().total() == null
                ? infer(target, request)
                : ask(elsewhere.get().about(target))
                        .handle((answer, failure) -> elsewhere.get().limit(target, answer, failure))
                        .thenCompose(limit ->
                                infer(target, request.toBuilder().timeout(limit).build()))
                        .toCompletableFuture();
    }

    /** Prepares a streaming call, made when it is read. */
    public InferenceStream stream(CallTarget target, InferenceRequest request) {
        return new StreamingCall(
                call(target, new Conversation(request), true), request, transport, retries, memory.share());
    }

    /** Turns texts into vectors; fails and is cancelled like {@link #infer}. */
    public CompletableFuture<EmbeddingResponse> embed(CallTarget target, EmbeddingRequest request) {
        return whole(target, new Embedding(request));
    }

    /** Asks how many tokens a request has; fails and is cancelled like {@link #infer}. */
    CompletableFuture<TokenCount> count(CallTarget target, InferenceRequest request) {
        return new Counting(target, request, models, transport, threads).start();
    }

    private <A, R> CompletableFuture<R> whole(CallTarget target, Inquiry<A, R> inquiry) {
        return new WholeCall<>(call(target, inquiry, false), inquiry, transport, retries, memory.share(), false)
                .start();
    }

    /** Describes a model as it is now. */
    public ModelMetaData metaData(CallTarget target) {
        return elsewhere.isPresent()
                ? await(ask(elsewhere.get().about(target))
                        .thenApply(answer -> elsewhere.get().metaData(target, answer))
                        .toCompletableFuture())
                : activeModel(target.model()).metaData();
    }

    /**
     * Who submits, with the application key that the password of the sign-on is, if it is one.
     *
     * @throws InferenceException {@code AUTHENTICATION_FAILED} if the key opens nothing, or not the model or connection, or is
     *     one of the gateway's
     */
    public CallOrigin signedOn(CallTarget target) {
        if (elsewhere.isPresent()) {
            GatewayModels.refuseOwnKey(target);
        }
        return target.password()
                .flatMap(models.signOn()::key)
                .map(key -> target.by(key, List.of()).origin())
                .orElse(target.origin());
    }

    private Route activeModel(String name) {
        try {
            Route route = models.find(name, Optional.empty());
            models.admit(route);
            return route;
        } catch (InferenceException e) {
            throw InferenceException.of(e.code(), "Model '" + name + "': " + e.getMessage())
                    .modelName(name)
                    .build();
        }
    }

    /**
     * Waits for a call, as blocking ways in do. An interrupt ends the call.
     *
     * @throws InferenceException as the call failed
     */
    public static <T> T await(CompletableFuture<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw InferenceException.of(FailureCode.CANCELLED, "The waiting thread was interrupted")
                    .cause(e)
                    .build();
        } catch (CancellationException e) {
            throw InferenceException.of(FailureCode.CANCELLED, "The call was cancelled")
                    .cause(e)
                    .build();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InferenceException failure) {
                // Made anew, so that its stack trace shows who called.
                throw failure.toBuilder().build();
            }
            throw new IllegalStateException("A call failed in a way it must not", e.getCause());
        }
    }

    CompletionStage<ProbeResult> probe(ModelDefinition model, Optional<String> connection, InferenceRequest request) {
        Route route = RouteCompiler.compile(model, authenticators);
        Optional<String> over =
                connection.or(() -> route.usable().stream().findFirst().map(ConnectionRoute::name));
        CallTarget target = new CallTarget(CallOrigin.APPLICATION, model.name(), over, Timeouts.NONE);
        Conversation conversation = new Conversation(request);
        Call call = new Call(
                target,
                conversation,
                false,
                new ProbeRouting(route, models.admission()),
                (record, refused) -> {},
                new Observers());
        // One attempt: who tests wants to see what the provider answered, not what came of it in the end.
        var whole = new WholeCall<>(call, conversation, transport, new Retries(1, threads), memory.share(), true);
        long start = System.nanoTime();
        return whole.start().handle((response, failure) -> {
            if (!call.wasSent()) {
                throw (InferenceException) failure;
            }
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            return Probe.result(model, call, whole, duration, response, (InferenceException) failure);
        });
    }

    CompletionStage<ProviderAnswer> ask(ProviderQuestion question) {
        return new Asking(question, authenticators.of(question.authentication()), transport, threads).start();
    }

    ResponseCache cache() {
        return cache;
    }

    Observers observers() {
        return observers;
    }

    Authenticators authenticators() {
        return authenticators;
    }

    /** Refuses calls whose record would have no place: nobody could account for them. */
    void requireRoomForRecords() {
        if (journal.fill().isFull()) {
            throw new InferenceException(
                    FailureCode.LIMIT_EXCEEDED,
                    "the usage journal of this server is full, so no call can be recorded at the moment; see the"
                            + " server's log");
        }
    }

    UsageJournal journal() {
        return journal;
    }

    private Call call(CallTarget target, Inquiry<?, ?> inquiry, boolean streaming) {
        return elsewhere.isPresent()
                ? new Call(target, inquiry, streaming, elsewhere.get(), (counted, refused) -> {}, observers)
                : new Call(target, inquiry, streaming, models, records, observers);
    }

    private void keep(UsageRecord record, boolean refused) throws IOException {
        if (refused) {
            journal.appendRefused(record);
        } else {
            journal.append(record);
        }
    }

    /** Ends calls under way and closes the journal. */
    @Override
    public void close() {
        authenticators.close();
        retries.close();
        transport.close();
        threads.close();
        cache.close();
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The usage journal cannot be closed", e);
        }
    }

    /** Leads to one definition that need not be published, nor active. */
    private record ProbeRouting(Route route, CallAdmission admission) implements Routing {

        /** Who tests wants to see what the provider answers now. */
        @Override
        public ResponseCache cache() {
            return ResponseCache.NONE;
        }

        @Override
        public Route find(String model, Optional<String> connection) {
            return route;
        }

        @Override
        public Optional<Route> standIn(String model) {
            return Optional.empty();
        }

        @Override
        public void admit(Route found) {
            if (!found.problems().isEmpty()) {
                throw new InferenceException(
                        FailureCode.INVALID_REQUEST,
                        "the definition cannot be tested yet: "
                                + found.problems().get(0).field() + ": "
                                + found.problems().get(0).message());
            }
        }
    }
}
