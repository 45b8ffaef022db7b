package org.externalmodels.admin.console.analytics;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import org.externalmodels.registry.json.Json;

/**
 * One line or colour of a chart.
 *
 * @param name for people
 * @param look what it means, which its colour follows: good, bad, or empty for the next colour
 * @param values for each stretch of time; {@code null} where nothing is known
 * @param drill what the traces behind it have in common beside their time, as the end of an address
 */
record Series(String name, String look, List<? extends Number> values, String drill) {

    JsonObject json() {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        values.forEach(value -> {
            if (value == null) {
                numbers.add(JsonValue.NULL);
            } else {
                numbers.add(value instanceof BigDecimal exact ? exact : BigDecimal.valueOf(value.longValue()));
            }
        });
        return Json.createObjectBuilder()
                .add("name", name)
                .add("look", look)
                .add("values", numbers)
                .add("drill", drill)
                .build();
    }
}
