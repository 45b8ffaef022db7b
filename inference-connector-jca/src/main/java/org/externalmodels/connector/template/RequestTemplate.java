package org.externalmodels.connector.template;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.connector.template.TemplateScanner.Position;

/**
 * A JSON request body with variables, compiled once. Whatever the values are, the rendered body has the template's
 * structure: a value becomes either characters of a string or one JSON value. Nothing but {@code {{name}}} is expanded.
 * Immutable.
 */
public final class RequestTemplate {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** As deep as the documents of the management API. */
    private static final int DEEPEST = 100;

    /** Nobody reads more at once. */
    private static final int MOST_PROBLEMS = 50;

    private final List<Part> parts;
    private final Variables variables;
    private final int literalLength;

    private RequestTemplate(List<Part> parts, Variables variables) {
        this.parts = List.copyOf(parts);
        this.variables = variables;
        this.literalLength = parts.stream()
                .mapToInt(part ->
                        part instanceof Part.Literal literal ? literal.text().length() : 64)
                .sum();
    }

    /**
     * Compiles a template.
     *
     * @throws TemplateProblem with all that is wrong: variables that are not declared or not closed, or stand in a property
     *     name, and the place from which on the body is not JSON
     */
    public static RequestTemplate compile(String body, Variables variables) throws TemplateProblem {
        TemplateScanner scanner = new TemplateScanner(body, variables);
        scanner.scan();
        List<TemplateProblem> problems = new ArrayList<>(scanner.problems());
        notJson(body, scanner.withoutVariables()).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(TemplateProblem::line).thenComparingInt(TemplateProblem::column));
            throw TemplateProblem.first(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
        }
        return new RequestTemplate(scanner.parts(), variables);
    }

    /**
     * Fills in values.
     *
     * @throws org.externalmodels.inference.InferenceException MISSING_VARIABLE if a required one has none,
     *     INVALID_REQUEST if one is of the wrong type or not known
     */
    public String render(Map<String, Object> given, Function<String, Object> fallback) {
        Map<String, Object> values = variables.resolve(given, fallback);
        StringBuilder out = new StringBuilder(literalLength);
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                out.append(literal.text());
            } else if (part instanceof Part.Value value) {
                JsonText.value(out, values.get(value.variable()));
            } else if (part instanceof Part.InString inString) {
                JsonText.inString(out, values.get(inString.variable()));
            }
        }
        return out.toString();
    }

    /** A parser can tell only the first place at which a text is not JSON. */
    private static Optional<TemplateProblem> notJson(String body, String json) {
        try (JsonParser parser = JSON.createParser(new StringReader(json))) {
            if (!parser.hasNext()) {
                return Optional.of(new TemplateProblem("The body is empty", 1, 1));
            }
            JsonParser.Event event = parser.next();
            if (event != JsonParser.Event.START_OBJECT && event != JsonParser.Event.START_ARRAY) {
                return Optional.of(new TemplateProblem("The body must be a JSON object or array", 1, 1));
            }
            int depth = 1;
            while (parser.hasNext()) {
                event = parser.next();
                if (event == JsonParser.Event.START_OBJECT || event == JsonParser.Event.START_ARRAY) {
                    if (++depth > DEEPEST) {
                        return Optional.of(place(body, parser.getLocation())
                                .problem("The body is nested more than " + DEEPEST + " deep from here on"));
                    }
                } else if (event == JsonParser.Event.END_OBJECT || event == JsonParser.Event.END_ARRAY) {
                    depth--;
                }
            }
            return Optional.empty();
        } catch (JsonParsingException e) {
            return Optional.of(place(body, e.getLocation()).problem("The body is not valid JSON from here on"));
        } catch (JsonException e) {
            return Optional.of(new TemplateProblem("The body is not valid JSON", 1, 1));
        }
    }

    private static Position place(String body, JsonLocation location) {
        if (location == null || location.getStreamOffset() < 0) {
            return new Position(1, 1);
        }
        // The parser stands behind the character it did not expect.
        return Position.of(body, (int) Math.max(0, Math.min(location.getStreamOffset(), body.length()) - 1));
    }
}
