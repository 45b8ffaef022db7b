package org.externalmodels.connector.template;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.externalmodels.connector.template.TemplateScanner.Position;

/**
 * A JSON request body with variables, compiled once. Whatever the values are, the rendered body has the template's
 * structure: a value becomes either characters of a string or one JSON value. Nothing but {@code {{name}}} is expanded.
 * Immutable.
 */
public final class RequestTemplate {

    private static final JsonProvider JSON = JsonProvider.provider();

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
     * @throws TemplateProblem if a variable is not declared or not closed, stands in a property name, or the body is not
     *     JSON
     */
    public static RequestTemplate compile(String body, Variables variables) throws TemplateProblem {
        TemplateScanner scanner = new TemplateScanner(body, variables);
        scanner.scan();
        checkJson(body, scanner.withoutVariables());
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

    private static void checkJson(String body, String json) throws TemplateProblem {
        try (JsonParser parser = JSON.createParser(new StringReader(json))) {
            if (!parser.hasNext()) {
                throw new TemplateProblem("The body is empty", 1, 1);
            }
            JsonParser.Event first = parser.next();
            if (first != JsonParser.Event.START_OBJECT && first != JsonParser.Event.START_ARRAY) {
                throw new TemplateProblem("The body is a JSON object or array", 1, 1);
            }
            while (parser.hasNext()) {
                parser.next();
            }
        } catch (JsonParsingException e) {
            throw notJson(body, e.getLocation());
        } catch (JsonException e) {
            throw notJson(body, null);
        }
    }

    private static TemplateProblem notJson(String body, JsonLocation location) {
        if (location == null || location.getStreamOffset() < 0) {
            return new TemplateProblem("The body is not valid JSON", 1, 1);
        }
        // The parser stands behind the character it did not expect.
        int offset = (int) Math.max(0, Math.min(location.getStreamOffset(), body.length()) - 1);
        return Position.of(body, offset).problem("The body is not valid JSON from here on");
    }
}
