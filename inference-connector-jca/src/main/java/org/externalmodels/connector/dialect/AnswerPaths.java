package org.externalmodels.connector.dialect;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.JakartaJsonProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.TemplateDefinition;

/** The JSON paths of a template, compiled. */
final class AnswerPaths {

    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new JakartaJsonProvider())
            .mappingProvider(new NoMapping())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    private final TemplateDefinition.Paths written;
    private final Optional<JsonPath> output;
    private final Optional<JsonPath> inputTokens;
    private final Optional<JsonPath> outputTokens;
    private final Optional<JsonPath> delta;
    private final Optional<String> endText;
    private final Optional<JsonPath> endPath;

    AnswerPaths(TemplateDefinition.Paths paths, Consumer<DefinitionProblem> problems) {
        written = paths;
        output = compile("paths.output", paths.output(), problems);
        inputTokens = compile("paths.inputTokens", paths.inputTokens(), problems);
        outputTokens = compile("paths.outputTokens", paths.outputTokens(), problems);
        delta = compile("paths.delta", paths.delta(), problems);
        Optional<String> end = paths.end().map(String::strip);
        endText = end.filter(text -> !text.startsWith("$"));
        endPath = compile("paths.end", end.filter(text -> text.startsWith("$")), problems);
    }

    /** The text at the output path; empty if there is nothing. Without a path the whole answer is the output. */
    Optional<String> output(JsonStructure body) {
        return output.isEmpty() ? Optional.of(body.toString()) : text(output, body);
    }

    /** Where the output is looked for: the path's name in a definition, and the path. */
    String outputPlace() {
        return place("paths.output", written.output());
    }

    /** Where the words of a stream are looked for, likewise. */
    String deltaPlace() {
        return place("paths.delta", written.delta());
    }

    private static String place(String name, Optional<String> path) {
        return name + path.map(written -> ", which is " + written.strip()).orElse("");
    }

    Optional<String> delta(JsonStructure event) {
        return text(delta, event);
    }

    boolean hasDelta() {
        return delta.isPresent();
    }

    /** Whether a stream has a sign of its end. */
    boolean hasEnd() {
        return endText.isPresent() || endPath.isPresent();
    }

    /** Whether an event that is not looked into is the end of a stream. */
    boolean isEnd(String event) {
        return endText.filter(event::equals).isPresent();
    }

    boolean isEnd(JsonStructure event) {
        return find(endPath, event).filter(value -> value != JsonValue.FALSE).isPresent();
    }

    OptionalLong inputTokens(JsonStructure body) {
        return number(inputTokens, body);
    }

    OptionalLong outputTokens(JsonStructure body) {
        return number(outputTokens, body);
    }

    private static Optional<JsonPath> compile(
            String field, Optional<String> path, Consumer<DefinitionProblem> problems) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String written = path.get().strip();
        String rooted = written.startsWith("$") ? written : written.startsWith("[") ? "$" + written : "$." + written;
        OptionalInt stray = strayBracket(written);
        if (stray.isPresent()) {
            problems.accept(notAPath(field, stray.getAsInt(), written, "a bracket is not closed, or not opened"));
            return Optional.empty();
        }
        try {
            return Optional.of(JsonPath.compile(rooted));
        } catch (InvalidPathException e) {
            problems.accept(notAPath(field, 0, written, e.getMessage()));
            return Optional.empty();
        }
    }

    private static DefinitionProblem notAPath(String field, int index, String written, String why) {
        return DefinitionProblem.at(field, 1, index + 1, "'" + written + "' is not a JSON path: " + why);
    }

    /**
     * Where a bracket has no partner. The library takes a stray one for part of a property's name, which then is never
     * found.
     */
    private static OptionalInt strayBracket(String path) {
        Deque<Integer> open = new ArrayDeque<>();
        char quote = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[') {
                open.push(i);
            } else if (c == ']' && open.poll() == null) {
                return OptionalInt.of(i);
            }
        }
        return open.isEmpty() ? OptionalInt.empty() : OptionalInt.of(open.peek());
    }

    private static Optional<String> text(Optional<JsonPath> path, JsonStructure body) {
        return find(path, body)
                .map(value -> value instanceof JsonString string ? string.getString() : value.toString());
    }

    private static OptionalLong number(Optional<JsonPath> path, JsonStructure body) {
        Optional<JsonValue> found = find(path, body);
        if (found.isPresent() && found.get() instanceof JsonNumber number) {
            return ProviderJson.count(number);
        }
        return OptionalLong.empty();
    }

    private static Optional<JsonValue> find(Optional<JsonPath> path, JsonStructure body) {
        Object found = path.map(compiled -> compiled.read((Object) body, CONFIGURATION))
                .orElse(null);
        if (found instanceof JsonValue value && value.getValueType() != JsonValue.ValueType.NULL) {
            boolean nothing = value instanceof List<?> list
                    && list.isEmpty()
                    && !path.orElseThrow().isDefinite();
            return nothing ? Optional.empty() : Optional.of(value);
        }
        return Optional.empty();
    }

    /** Values are taken as they are; the provider that maps them to classes would need JSON-B. */
    private static final class NoMapping implements MappingProvider {
        @Override
        public <T> T map(Object source, Class<T> targetType, Configuration configuration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T map(Object source, TypeRef<T> targetType, Configuration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
