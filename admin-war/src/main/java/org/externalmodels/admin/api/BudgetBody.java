package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.limits.GivenLimit;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.Measure;

/** A budget as it is written. */
@Schema(name = "Budget")
public record BudgetBody(
        String name,
        BigDecimal amount,
        @Schema(examples = "USD") String currency,

        @Schema(enumeration = {"day", "month"}) String period,

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

    private static final Set<String> SHOWN = Set.of("id", "used", "resetsOn", "changedBy", "changedOn", "version");

    GivenLimit given() {
        Measure window = Measure.ofWireName(period)
                .filter(Measure::isMoney)
                .orElseThrow(() -> LimitBody.refused("period", "must be day or month"));
        return new GivenLimit(
                name,
                window,
                amount,
                Optional.ofNullable(currency),
                Optional.ofNullable(key),
                Optional.ofNullable(application),
                Optional.ofNullable(model),
                Optional.ofNullable(connection),
                LimitBody.isShadow(mode),
                enabled == null || enabled);
    }

    /** What a JSON merge patch (RFC 7396) makes of a budget. */
    static BudgetBody patched(LimitItem seen, JsonObject patch) {
        return JsonBody.read(LimitBody.merged(json(seen), SHOWN, patch), BudgetBody.class);
    }

    static JsonObject json(LimitItem item) {
        JsonObject all = JsonRecords.write(item);
        return Json.createObjectBuilder(all)
                .remove("measure")
                .remove("shadow")
                .add("period", all.get("measure"))
                .add("mode", item.shadow() ? "shadow" : "enforce")
                .build();
    }
}
