package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How an answer shall look: the schema it follows, if any. */
final class OutputConfig {
    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");

    private OutputConfig() {}

    static Optional<JsonObject> schema(Fields request) {
        Optional<Fields> config =
                request.nested("output_config").map(given -> given.onlyKnown(Set.of("effort", "format")));
        config.filter(given -> given.has("effort")).ifPresent(given -> given.oneOf("effort", EFFORTS));
        return config.flatMap(given -> given.nested("format")).map(format -> {
            format.onlyKnown(Set.of("type", "schema")).oneOf("type", List.of("json_schema"));
            Fields schema = format.requiredNested("schema");
            ClosedSchemaRules.check(schema.path(), schema.object());
            return schema.object();
        });
    }
}
