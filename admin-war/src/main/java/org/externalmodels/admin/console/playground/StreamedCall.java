package org.externalmodels.admin.console.playground;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;

/** One call and the lines that tell of it. Run by one thread; stopped by any. */
final class StreamedCall {

    private static final Logger LOG = System.getLogger(StreamedCall.class.getName());

    private final PlaygroundCall call;
    private final ModelConnection connection;
    private final OutputStream out;
    private final long start = System.nanoTime();
    private volatile boolean stopped;
    private volatile Runnable end = () -> {};
    private long firstChunk;

    StreamedCall(PlaygroundCall call, ModelConnection connection, OutputStream out) {
        this.call = call;
        this.connection = connection;
        this.out = out;
    }

    void run() {
        try (connection) {
            ModelMetaData about = about();
            InferenceRequest request = call.request(about);
            if (about.features().contains(Feature.STREAMING)) {
                stream(request, about);
            } else {
                whole(request, about);
            }
        } catch (InferenceException failed) {
            tell(CallLines.failure(failed, millis()));
        } catch (IllegalArgumentException wrong) {
            tell(CallLines.failure(new InferenceException(FailureCode.INVALID_REQUEST, wrong.getMessage()), millis()));
        } catch (UncheckedIOException gone) {
            LOG.log(Level.DEBUG, "The page has left", gone);
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "A call of the playground failed", unexpected);
            tell(CallLines.failure(
                    new InferenceException(
                            FailureCode.INVALID_REQUEST, "the call failed on this server; its log says why"),
                    millis()));
        }
    }

    /** A model that cannot be described cannot be called either: the call says so, and leaves its trace. */
    private ModelMetaData about() {
        try {
            return connection.metaData();
        } catch (InferenceException refused) {
            LOG.log(Level.DEBUG, "The model is not described", refused);
            return new ModelMetaData(call.model(), 0, null, Set.of(), Set.of(), List.of(), Optional.empty());
        }
    }

    /** Ends the exchange with the provider. */
    void stop() {
        stopped = true;
        end.run();
    }

    void refuse(String why) {
        tell(CallLines.failure(new InferenceException(FailureCode.LIMIT_EXCEEDED, why), millis()));
    }

    private void stream(InferenceRequest request, ModelMetaData about) {
        try (InferenceStream stream = connection.stream(request)) {
            endBy(stream::close);
            for (InferenceEvent event : stream) {
                hand(event, about);
            }
        }
    }

    private void hand(InferenceEvent event, ModelMetaData about) {
        if (event instanceof InferenceEvent.TextDelta delta) {
            began();
            write(line("text").add("text", delta.text()));
        } else if (event instanceof InferenceEvent.ReasoningDelta delta) {
            began();
            write(line("reasoning").add("text", delta.text()));
        } else if (event instanceof InferenceEvent.Completed completed) {
            write(CallLines.done(completed.response(), call.form(about), millis(), firstChunk));
        }
    }

    private void whole(InferenceRequest request, ModelMetaData about) {
        CompletableFuture<InferenceResponse> answer =
                connection.inferAsync(request).toCompletableFuture();
        endBy(() -> answer.cancel(true));
        InferenceResponse response = await(answer);
        if (!response.text().isEmpty()) {
            write(line("text").add("text", response.text()));
        }
        write(CallLines.done(response, call.form(about), millis(), 0));
    }

    private static InferenceResponse await(CompletableFuture<InferenceResponse> answer) {
        try {
            return answer.join();
        } catch (CancellationException stoppedByUser) {
            throw InferenceException.of(FailureCode.CANCELLED, "the call was stopped")
                    .cause(stoppedByUser)
                    .build();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof InferenceException known ? known : failed;
        }
    }

    /** Whoever stops from now on ends the exchange; who did already, too. */
    private void endBy(Runnable ending) {
        end = ending;
        if (stopped) {
            ending.run();
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

    private void write(JsonObjectBuilder line) {
        try {
            out.write((line.build() + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A last word, if anybody still listens. */
    private void tell(JsonObjectBuilder line) {
        try {
            write(line);
        } catch (UncheckedIOException gone) {
            LOG.log(Level.DEBUG, "The page has left", gone);
        }
    }
}
