package org.externalmodels.connector.engine;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.externalmodels.connector.dialect.GatewayFormat;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.ProviderAnswer;

/** What a gateway says of a model. */
final class GatewayAnswer {

    private GatewayAnswer() {}

    /**
     * The limit of a call: the model's, or the target's where the gateway knows none. Whatever else is wrong the call itself
     * reports.
     *
     * @throws InferenceException if the gateway is away
     */
    static Duration limit(Gateway gateway, CallTarget target, ProviderAnswer answer, Throwable failure) {
        try {
            if (failure instanceof InferenceException unanswered) {
                throw unanswered;
            }
            return metaData(gateway, target.model(), answer)
                    .timeout()
                    .orElse(target.timeouts().total());
        } catch (InferenceException why) {
            if (GatewayModels.isAway(why)) {
                throw why;
            }
            return target.timeouts().total();
        }
    }

    static ModelMetaData metaData(Gateway gateway, String model, ProviderAnswer answer) {
        if (!answer.good()) {
            InferenceException why = GatewayFormat.failure(gateway.host(), answer.status(), answer.body());
            throw InferenceException.of(why.code(), "Model '" + model + "': " + why.getMessage())
                    .modelName(model)
                    .cause(why.getCause())
                    .build();
        }
        JsonObject details = GatewayFormat.details(answer.body());
        if (!(details.get("name") instanceof JsonString name)) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE,
                    "Model '" + model + "': the gateway does not describe it: it is no server of External Models");
        }
        return new ModelMetaData(
                name.getString(),
                details.get("revision") instanceof JsonNumber revision ? revision.intValue() : 0,
                details.get("provider_model") instanceof JsonString known ? known.getString() : null,
                known(details, "features", Feature::ofWireName),
                known(details, "modalities", Modality::ofWireName),
                words(details, "connections"),
                details.get("timeout_ms") instanceof JsonNumber millis
                        ? Optional.of(Duration.ofMillis(millis.longValue()))
                        : Optional.empty(),
                details.get("added_on") instanceof JsonNumber seconds
                        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                        : Optional.empty());
    }

    /** A newer server may have more of them. */
    private static <T> Set<T> known(JsonObject details, String member, Function<String, Optional<T>> constant) {
        return words(details, member).stream()
                .map(constant)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static List<String> words(JsonObject details, String member) {
        return details.get(member) instanceof JsonArray words
                ? words.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList()
                : List.of();
    }
}
