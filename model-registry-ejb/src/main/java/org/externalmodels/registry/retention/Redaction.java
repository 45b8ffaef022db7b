package org.externalmodels.registry.retention;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/**
 * Takes out of texts what rules say. What cannot be searched is not kept at all: rather nothing than what nobody may see.
 * Immutable.
 */
public final class Redaction {

    static final String MARK = "[redacted]";
    static final String NOT_KEPT = "[not kept: it could not be searched for what must be redacted]";

    /** JSON within a string of JSON, such as the arguments of a tool call, and that within it. */
    private static final int DEEPEST = 4;

    private final Set<String> fields;
    private final List<Pattern> patterns;
    private final Optional<Pattern> members;

    public Redaction(RedactionRules rules) {
        fields = rules.fields().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        patterns = rules.patterns().stream().map(Pattern::compile).toList();
        members = fields.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(
                        "(\"(?:" + fields.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                                + ")\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|[^,}\\]\\s\"]++)",
                        Pattern.CASE_INSENSITIVE));
    }

    /** By the rules as they are in the database. */
    public static Redaction load(Sql sql) {
        return sql
                .list("select document from usage_setting where name = ?", List.of(UsageSettings.REDACTION), row -> {
                    try (JsonReader reader = Json.createReader(new StringReader(row.getString("document")))) {
                        return JsonRecords.readKnown(reader.readObject(), RedactionRules.class);
                    }
                })
                .stream()
                .findFirst()
                .map(Redaction::new)
                .orElseGet(() -> new Redaction(RedactionRules.NONE));
    }

    /** The text without what must not be seen. */
    public String of(String text) {
        if (fields.isEmpty() && patterns.isEmpty()) {
            return text;
        }
        try {
            String redacted = fields.isEmpty() ? text : withoutFields(text, DEEPEST);
            for (Pattern pattern : patterns) {
                redacted = pattern.matcher(new BoundedText(redacted)).replaceAll(Matcher.quoteReplacement(MARK));
            }
            return redacted;
        } catch (RuntimeException | StackOverflowError unsearchable) {
            return NOT_KEPT;
        }
    }

    private String withoutFields(String text, int depth) {
        Optional<JsonValue> json = json(text);
        if (json.isPresent()) {
            JsonValue redacted = withoutFields(json.get(), depth);
            return redacted.equals(json.get()) ? text : redacted.toString();
        }
        return members.orElseThrow()
                .matcher(new BoundedText(text))
                .replaceAll("$1\"" + Matcher.quoteReplacement(MARK) + "\"");
    }

    private static Optional<JsonValue> json(String text) {
        String stripped = text.stripLeading();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (RuntimeException none) {
            return Optional.empty();
        }
    }

    private JsonValue withoutFields(JsonValue value, int depth) {
        return switch (value.getValueType()) {
            case OBJECT -> object(value.asJsonObject(), depth);
            case ARRAY -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                value.asJsonArray().forEach(item -> array.add(withoutFields(item, depth)));
                yield array.build();
            }
            case STRING -> {
                String text = ((JsonString) value).getString();
                yield depth > 0 && text.indexOf('"') >= 0 ? Json.createValue(withoutFields(text, depth - 1)) : value;
            }
            default -> value;
        };
    }

    private JsonObject object(JsonObject members, int depth) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach((name, member) -> object.add(
                name,
                fields.contains(name.toLowerCase(Locale.ROOT))
                        ? Json.createValue(MARK)
                        : withoutFields(member, depth)));
        return object.build();
    }
}
