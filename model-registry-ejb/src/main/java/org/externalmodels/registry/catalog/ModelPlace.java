package org.externalmodels.registry.catalog;

import jakarta.json.JsonArray;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.externalmodels.registry.Cursors;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;

/**
 * Where a part of a list of models ended.
 *
 * @param value of the column that the list is ordered by
 * @param nameKey of the last line
 */
record ModelPlace(Object value, String nameKey) {

    static ModelPlace of(ModelOrder order, ModelSummary last) {
        return new ModelPlace(order.place(last), Definition.nameKey(last.name()));
    }

    String encode(ModelOrder order) {
        return Cursors.encode(Json.createArrayBuilder()
                .add(mark(order))
                .add(value.toString())
                .add(nameKey)
                .build());
    }

    static ModelPlace decode(ModelOrder order, String text) {
        JsonArray parts = Cursors.decode(text);
        if (parts.size() != 3 || !parts.getString(0, "").equals(mark(order))) {
            throw RegistryException.foreignPlace();
        }
        return new ModelPlace(value(order, parts.getString(1, "")), parts.getString(2, ""));
    }

    /** A place in one order says nothing in another. */
    private static String mark(ModelOrder order) {
        return order.by() + (order.ascending() ? "" : " desc");
    }

    private static Object value(ModelOrder order, String text) {
        try {
            return switch (order.by()) {
                case NAME, SOURCE -> text;
                case TYPE, STATUS, INFERENCING -> Integer.valueOf(text);
                case CONNECTIONS -> Long.valueOf(text);
                case ADDED_ON, CHANGED_ON -> OffsetDateTime.parse(text);
            };
        } catch (NumberFormatException | DateTimeParseException malformed) {
            throw RegistryException.foreignPlace();
        }
    }
}
