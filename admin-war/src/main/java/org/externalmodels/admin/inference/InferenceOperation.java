package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.keys.WayIn;

/** Lets a model answer, whole or as a stream. */
final class InferenceOperation implements Operation {

    private final ModelDirectory directory;
    private final WayIn way;
    private final Function<JsonObject, AskedInference> reader;
    private final RateHeaders.Rates rates;

    InferenceOperation(
            ModelDirectory directory, WayIn way, Function<JsonObject, AskedInference> reader, RateHeaders.Rates rates) {
        this.directory = directory;
        this.way = way;
        this.reader = reader;
        this.rates = rates;
    }

    @Override
    public void begin(Caller caller, RequestBody body, Exchange exchange) {
        AskedInference asked = reader.apply(body.json());
        if (asked.detailed()) {
            exchange.tellDetails();
        }
        ModelTarget target = ModelTarget.permitted(directory, caller, way, asked.model());
        exchange.tellStandings(() -> rates.of(caller.origin(way), target.model()));
        try (ModelConnection connection = target.connect(directory, caller, way)) {
            if (asked.stream()) {
                exchange.expectStream();
                stream(connection, target, asked, exchange);
            } else {
                whole(connection, asked, exchange);
            }
        }
    }

    private static void stream(
            ModelConnection connection, ModelTarget target, AskedInference asked, Exchange exchange) {
        InferenceStream stream = connection.stream(asked.request());
        StreamFormat format = asked.answers().stream(
                stream.traceId(), () -> stream.modelName().orElse(target.model()));
        EventStream events = new EventStream(exchange, format, () -> headers(stream, target));
        exchange.openStream(events);
        stream.subscribe(events);
    }

    private static AnswerHeaders headers(InferenceStream stream, ModelTarget target) {
        return new AnswerHeaders(
                stream.traceId(),
                stream.connectionName().orElse(target.connection()),
                stream.modelName().orElse(null),
                stream.fromCache());
    }

    private static void whole(ModelConnection connection, AskedInference asked, Exchange exchange) {
        CompletableFuture<InferenceResponse> call =
                connection.inferAsync(asked.request()).toCompletableFuture();
        exchange.whenGone(() -> call.cancel(true));
        WholeAnswers.send(
                call,
                exchange,
                response -> exchange.answer(
                        asked.answers().whole(response),
                        new AnswerHeaders(
                                response.traceId(),
                                response.connectionName(),
                                response.modelName(),
                                response.fromCache())));
    }
}
