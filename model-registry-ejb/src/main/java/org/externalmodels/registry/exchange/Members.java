package org.externalmodels.registry.exchange;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.function.Predicate;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonMismatch;
import org.externalmodels.registry.json.JsonRecords;

/** Members of the document's objects: what is empty is not written, what is not known is not read. */
final class Members {

    private Members() {}

    /** Adds a member, unless there is nothing in it. */
    static void add(JsonObjectBuilder json, String name, JsonValue value) {
        boolean empty = value == JsonValue.NULL
                || (value instanceof JsonArray list && list.isEmpty())
                || (value instanceof JsonObject object && object.isEmpty());
        if (!empty) {
            json.add(name, value);
        }
    }

    /** The members whose names are wanted. */
    static JsonObject only(JsonObject json, Predicate<String> wanted) {
        JsonObjectBuilder some = Json.createObjectBuilder();
        json.forEach((name, value) -> {
            if (wanted.test(name)) {
                some.add(name, value);
            }
        });
        return some.build();
    }

    /**
     * Reads a record.
     *
     * @param at where it stands in the document
     */
    static <R extends Record> R record(String at, JsonObject json, Class<R> type) {
        try {
            return JsonRecords.read(json, type);
        } catch (JsonMismatch mismatch) {
            String field = mismatch.field();
            String where = field.isEmpty() || at.isEmpty() ? at + field : at + "." + field;
            throw RegistryException.invalid(where, mismatch.getMessage());
        }
    }
}
