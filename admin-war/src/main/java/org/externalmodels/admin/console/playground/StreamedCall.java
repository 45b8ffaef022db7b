package org.externalmodels.admin.console.playground;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.admin.output.NonBlockingOutput;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.registry.json.Json;

/**
 * One call and the lines that tell of it, without a thread of its own: the model is read no faster than the page takes the
 * lines. Begun by one thread; stopped by any.
 */
final class StreamedCall implements Flow.Subscriber<InferenceEvent>, NonBlockingOutput.Client {

    private static final Logger LOG = System.getLogger(StreamedCall.class.getName());

    private final PlaygroundCall call;
    private final NonBlockingOutput output;
    private final Runnable whenOver;
    private final long start = System.nanoTime();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean nextIsDue = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile Runnable ending = () -> {};
    private volatile Flow.Subscription subscription;
    private volatile PlaygroundCall.Form form = PlaygroundCall.Form.TEXT;
    private volatile String traceId;
    private long firstChunk;

    /** @param whenOver what to do when the page has all of it, or has left */
    StreamedCall(PlaygroundCall call, AsyncContext context, Runnable whenOver) throws IOException {
        this.call = call;
        this.output = new NonBlockingOutput(context, this);
        this.whenOver = whenOver;
    }

    /** Makes the call, and returns before it is answered. */
    void begin(ModelConnection opened) {
        output.start();
        try (ModelConnection connection = opened) {
            ModelMetaData about = about(connection);
            InferenceRequest request = call.request(about);
            form = call.form(about);
            if (about.features().contains(Feature.STREAMING)) {
                InferenceStream stream = connection.stream(request);
                traceId = stream.traceId();
                stream.subscribe(this);
            } else {
                CompletableFuture<InferenceResponse> answer =
                        connection.inferAsync(request).toCompletableFuture();
                endBy(() -> answer.cancel(true));
                hear(answer);
            }
        } catch (RuntimeException refused) {
            onError(refused);
        }
    }

    /** A model that cannot be described cannot be called either: the call says so, and leaves its trace. */
    private ModelMetaData about(ModelConnection connection) {
        try {
            return connection.metaData();
        } catch (InferenceException refused) {
            LOG.log(Level.DEBUG, "The model is not described", refused);
            return new ModelMetaData(call.model(), 0, null, Set.of(), Set.of(), List.of(), Optional.empty());
        }
    }

    private void hear(CompletionStage<InferenceResponse> answer) {
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                onError(failure);
                return;
            }
            try {
                if (!response.text().isEmpty()) {
                    output.write(bytes(line("text").add("text", response.text())));
                }
                finish(CallLines.done(response, form, millis(), 0));
            } catch (RuntimeException broken) {
                onError(broken);
            }
        });
    }

    /** Ends the exchange with the provider. */
    void stop() {
        stopped = true;
        ending.run();
        finish(CallLines.failure(
                InferenceException.of(FailureCode.CANCELLED, "the call was stopped")
                        .traceId(traceId)
                        .build(),
                millis()));
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        endBy(to::cancel);
        to.request(1);
    }

    @Override
    public void onNext(InferenceEvent event) {
        nextIsDue.set(true);
        if (event instanceof InferenceEvent.TextDelta delta) {
            began();
            output.write(bytes(line("text").add("text", delta.text())));
        } else if (event instanceof InferenceEvent.ReasoningDelta delta) {
            began();
            output.write(bytes(line("reasoning").add("text", delta.text())));
        } else if (event instanceof InferenceEvent.Completed completed) {
            finish(CallLines.done(completed.response(), form, millis(), firstChunk));
        } else {
            tookAll();
        }
    }

    /** The page has taken all that was written. */
    @Override
    public void tookAll() {
        if (nextIsDue.compareAndSet(true, false)) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof InferenceException known) {
            finish(CallLines.failure(known, millis()));
        } else if (cause instanceof IllegalArgumentException wrong) {
            finish(CallLines.failure(
                    new InferenceException(FailureCode.INVALID_REQUEST, wrong.getMessage()), millis()));
        } else if (!stopped) {
            LOG.log(Level.ERROR, "A call of the playground failed", cause);
            finish(CallLines.failure(
                    new InferenceException(
                            FailureCode.INVALID_REQUEST, "the call failed on this server; its log says why"),
                    millis()));
        }
    }

    /** Without a last line the page says that the answer broke off. */
    @Override
    public void onComplete() {
        output.end();
    }

    @Override
    public void closed(boolean gone) {
        if (gone) {
            LOG.log(Level.DEBUG, "The page has left");
            stopped = true;
            ending.run();
        }
        whenOver.run();
    }

    /** Whoever stops from now on ends the exchange; who did already, too. */
    private void endBy(Runnable end) {
        ending = end;
        if (stopped) {
            end.run();
        }
    }

    private void began() {
        if (firstChunk == 0) {
            firstChunk = millis();
        }
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static JsonObjectBuilder line(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private static byte[] bytes(JsonObjectBuilder line) {
        return (line.build() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Of several that come at the same time, such as an answer and a stop, the first is the last line. */
    private void finish(JsonObjectBuilder line) {
        if (told.compareAndSet(false, true)) {
            output.end(bytes(line));
        }
    }
}
