package org.externalmodels.admin.console.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.externalmodels.registry.audit.AuditItem;

/**
 * An entry as a list shows it.
 *
 * @param item the entry
 * @param changes what is different, or was noted, member by member
 */
public record AuditLine(AuditItem item, List<Change> changes) {

    /**
     * A member of what was changed.
     *
     * @param before as text, {@code null} if it was not there
     * @param after as text, {@code null} if it is not there any more
     */
    public record Change(String field, String before, String after) {

        /** Whether it is a key: all that is known of it is that it was given, or took the place of another one. */
        public boolean isOfKey() {
            return field.equals("apiKey") && ("given".equals(after) || "changed".equals(after));
        }
    }

    static AuditLine of(AuditItem item) {
        List<Change> changes = new ArrayList<>();
        compare("", item.before(), item.after(), changes);
        return new AuditLine(item, changes);
    }

    private static void compare(String field, JsonValue before, JsonValue after, List<Change> changes) {
        boolean both = before instanceof JsonObject && after instanceof JsonObject;
        boolean one = (before instanceof JsonObject && isNothing(after))
                || (after instanceof JsonObject && isNothing(before));
        if (both || one) {
            Set<String> names = new TreeSet<>(members(before).keySet());
            names.addAll(members(after).keySet());
            names.forEach(name -> compare(
                    field.isEmpty() ? name : field + "." + name,
                    members(before).get(name),
                    members(after).get(name),
                    changes));
        } else if (!Objects.equals(text(before), text(after))) {
            changes.add(new Change(field, text(before), text(after)));
        }
    }

    private static JsonObject members(JsonValue value) {
        return value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static boolean isNothing(JsonValue value) {
        return value == null || value == JsonValue.NULL;
    }

    private static String text(JsonValue value) {
        if (isNothing(value)) {
            return null;
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
