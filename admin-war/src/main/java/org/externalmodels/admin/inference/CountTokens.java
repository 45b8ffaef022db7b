package org.externalmodels.admin.inference;

import java.util.concurrent.CompletableFuture;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.keys.WayIn;

/** Anthropic's counting of tokens before a call, by the provider of the model. A guess would be taken for a count, so there is none. */
final class CountTokens implements Operation {

    private final ModelDirectory directory;
    private final RateHeaders.Rates rates;

    CountTokens(ModelDirectory directory, RateHeaders.Rates rates) {
        this.directory = directory;
        this.rates = rates;
    }

    @Override
    public void begin(Caller caller, RequestBody body, Exchange exchange) {
        AskedInference asked = MessagesRequest.readToCount(body.json());
        ModelTarget target = ModelTarget.permitted(directory, caller, WayIn.MESSAGES, asked.model());
        exchange.tellStandings(() -> rates.of(caller.origin(WayIn.MESSAGES), target.model()));
        CompletableFuture<TokenCount> count = directory
                .countTokens(caller.origin(WayIn.MESSAGES), target.model(), target.connections(), asked.request())
                .toCompletableFuture();
        exchange.whenGone(() -> count.cancel(true));
        WholeAnswers.send(
                count,
                exchange,
                counted -> exchange.answer(
                        Json.createObjectBuilder()
                                .add("input_tokens", counted.inputTokens())
                                .build(),
                        new AnswerHeaders(null, counted.connectionName(), counted.modelName())));
    }
}
