package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.billing.PriceGiven;
import org.externalmodels.registry.billing.PriceItem;
import org.externalmodels.registry.billing.Rates;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/**
 * A price as it is sent; token rates are per million.
 *
 * @param model the model's name or id
 * @param connection the name of the connection it is for, {@code null} for all of the model
 * @param effectiveFrom when it begins to hold, now if {@code null}
 * @param currency three letters
 */
@Schema(name = "Price")
public record PriceBody(
        String model,
        String connection,
        String effectiveFrom,
        String currency,
        BigDecimal input,
        BigDecimal output,
        BigDecimal cachedRead,
        BigDecimal cacheWrite,
        BigDecimal reasoning,
        BigDecimal image,
        BigDecimal audioMinute,
        BigDecimal request) {

    private static final Set<String> SHOWN = Set.of("id", "modelId", "changedBy", "changedOn", "version");

    /** What a JSON merge patch (RFC 7396) makes of a price. */
    static PriceBody patched(PriceItem seen, JsonObject patch) {
        JsonObject shown = JsonRecords.write(seen);
        for (String fixed : Set.of("model", "connection")) {
            ShownMembers.requireShown("", fixed, patch, shown);
        }
        JsonObject given = ShownMembers.without(SHOWN, "", patch, shown);
        JsonObjectBuilder writable = Json.createObjectBuilder();
        shown.forEach((name, value) -> {
            if (!SHOWN.contains(name)) {
                writable.add(name, value);
            }
        });
        JsonValue merged = Json.createMergePatch(given).apply(writable.build());
        return JsonBody.read(merged.asJsonObject(), PriceBody.class);
    }

    PriceGiven given(Instant now) {
        if (model == null) {
            throw refused("model", "is required");
        }
        if (currency == null) {
            throw refused("currency", "is required, three letters such as USD");
        }
        try {
            return new PriceGiven(model, Optional.ofNullable(connection), from(now), currency, rates());
        } catch (IllegalArgumentException wrong) {
            throw refused(String.valueOf(wrong.getMessage()));
        }
    }

    private Instant from(Instant now) {
        return ListParameters.time("effectiveFrom", effectiveFrom).orElse(now);
    }

    private Rates rates() {
        return new Rates(input, output, cachedRead, cacheWrite, reasoning, image, audioMinute, request);
    }

    private static ApiException refused(String field, String message) {
        return new ApiException(422, field + " " + message, DefinitionProblem.of(field, message));
    }

    /** The first word says which member is meant, if one is. */
    private static ApiException refused(String sentence) {
        String first = sentence.substring(0, Math.max(sentence.indexOf(' '), 0));
        boolean member = Arrays.stream(PriceBody.class.getRecordComponents())
                .anyMatch(component -> component.getName().equals(first));
        return member
                ? refused(first, sentence.substring(first.length() + 1))
                : new ApiException(422, "A price " + sentence, DefinitionProblem.of("", sentence));
    }
}
