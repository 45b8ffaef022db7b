package org.externalmodels.registry.catalog;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** How two definitions differ, field by field. Headers and variables are told by name, wherever in their list they are. */
final class DefinitionDifference {

    private final List<FieldChange> changes = new ArrayList<>();

    private DefinitionDifference() {}

    static List<FieldChange> between(Definition before, Definition after) {
        DefinitionDifference difference = new DefinitionDifference();
        difference.members("", JsonRecords.write(before), JsonRecords.write(after), Set.of("headers", "variables"));
        difference.headers(before.headers(), after.headers());
        difference.variables(before.variables(), after.variables());
        return List.copyOf(difference.changes);
    }

    private void headers(List<Header> before, List<Header> after) {
        Function<Header, String> name = header -> header.name().toLowerCase(Locale.ROOT);
        Map<String, Header> then = byName(before, name);
        Map<String, Header> now = byName(after, name);
        for (String key : union(then, now)) {
            Header old = then.get(key);
            Header current = now.get(key);
            String field = "headers[" + (current == null ? old : current).name() + "]";
            if (old == null || current == null) {
                compare(field, old == null ? null : shown(old), current == null ? null : shown(current));
            } else if (old.secret() && current.secret()) {
                secret(field + ".value", old, current);
            } else {
                compare(field, shown(old), shown(current));
            }
        }
    }

    /** A value that was given again counts as another one: nobody compares what nobody may see. */
    private void secret(String field, Header before, Header after) {
        if (!Objects.equals(before.reference(), after.reference())) {
            changes.add(new FieldChange(
                    field, shown(before).get("value"), shown(after).get("value"), true));
        }
    }

    private static JsonObject shown(Header header) {
        return Json.createObjectBuilder(JsonRecords.write(header.masked()))
                .remove("reference")
                .build();
    }

    private void variables(List<Variable> before, List<Variable> after) {
        Map<String, Variable> then = byName(before, Variable::name);
        Map<String, Variable> now = byName(after, Variable::name);
        for (String key : union(then, now)) {
            Variable old = then.get(key);
            Variable current = now.get(key);
            compare(
                    "variables[" + key + "]",
                    old == null ? null : JsonRecords.write(old),
                    current == null ? null : JsonRecords.write(current));
        }
    }

    private void compare(String field, JsonValue before, JsonValue after) {
        if (before instanceof JsonObject old && after instanceof JsonObject current) {
            members(field + ".", old, current, Set.of());
        } else if (!Objects.equals(before, after)) {
            changes.add(new FieldChange(field, before, after, false));
        }
    }

    private void members(String at, JsonObject before, JsonObject after, Set<String> passedOver) {
        for (String name : union(before, after)) {
            if (!passedOver.contains(name)) {
                compare(at + name, before.get(name), after.get(name));
            }
        }
    }

    private static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (T item : items) {
            String first = name.apply(item);
            String key = first;
            // A draft may have one name twice.
            for (int number = 2; byName.containsKey(key); number++) {
                key = first + "#" + number;
            }
            byName.put(key, item);
        }
        return byName;
    }

    private static Set<String> union(Map<String, ?> first, Map<String, ?> second) {
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        return names;
    }
}
