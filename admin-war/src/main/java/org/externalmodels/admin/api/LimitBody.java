package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.limits.GivenLimit;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.Measure;

/** A limit as it is written. */
@Schema(name = "Limit")
public record LimitBody(
        String name,

        @Schema(enumeration = {"requests-per-minute", "tokens-per-minute", "calls-in-flight"})
        String measure,

        BigDecimal amount,

        @Schema(description = "The name of an application key, or * for each by itself")
        String key,

        @Schema(description = "The name of an application, or * for each by itself")
        String application,

        @Schema(description = "The name of a model, or * for each by itself")
        String model,

        @Schema(description = "The name of a connection of the model, or * for each by itself")
        String connection,

        @Schema(enumeration = {"enforce", "shadow"}) String mode,
        Boolean enabled) {

    private static final Set<String> SHOWN = Set.of("id", "used", "changedBy", "changedOn", "version");

    GivenLimit given() {
        Measure counted = Measure.ofWireName(measure)
                .filter(known -> !known.isMoney())
                .orElseThrow(
                        () -> refused("measure", "must be requests-per-minute, tokens-per-minute or calls-in-flight"));
        return new GivenLimit(
                name,
                counted,
                amount,
                Optional.empty(),
                Optional.ofNullable(key),
                Optional.ofNullable(application),
                Optional.ofNullable(model),
                Optional.ofNullable(connection),
                isShadow(mode),
                enabled == null || enabled);
    }

    /** What a JSON merge patch (RFC 7396) makes of a limit. */
    static LimitBody patched(LimitItem seen, JsonObject patch) {
        return JsonBody.read(merged(json(seen), SHOWN, patch), LimitBody.class);
    }

    static JsonObject json(LimitItem item) {
        return Json.createObjectBuilder(JsonRecords.write(item))
                .remove("currency")
                .remove("resetsOn")
                .remove("shadow")
                .add("mode", item.shadow() ? "shadow" : "enforce")
                .build();
    }

    static JsonObject merged(JsonObject shown, Set<String> notWritten, JsonObject patch) {
        JsonObject given = ShownMembers.without(notWritten, "", patch, shown);
        JsonObjectBuilder writable = Json.createObjectBuilder();
        shown.forEach((member, value) -> {
            if (!notWritten.contains(member)) {
                writable.add(member, value);
            }
        });
        JsonValue merged = Json.createMergePatch(given).apply(writable.build());
        return merged.asJsonObject();
    }

    static boolean isShadow(String mode) {
        if (mode != null && !mode.equals("enforce") && !mode.equals("shadow")) {
            throw refused("mode", "must be enforce or shadow");
        }
        return "shadow".equals(mode);
    }

    static ApiException refused(String field, String message) {
        return new ApiException(422, field + " " + message, DefinitionProblem.of(field, message));
    }
}
