package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.externalmodels.registry.json.Json;

/** Reads the JSON that is sent, without repeating any of it in a refusal. */
final class RequestJson {

    private static final int DEEPEST = 100;

    private RequestJson() {}

    static JsonObject object(byte[] body) {
        if (body.length == 0) {
            throw malformed("The request needs a JSON object as its body.");
        }
        refuseDepth(body);
        try (JsonParser parser = Json.createParser(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (value instanceof JsonObject object && !parser.hasNext()) {
                return object;
            }
        } catch (JsonParsingException wrong) {
            long line = wrong.getLocation().getLineNumber();
            throw malformed("The body is not JSON"
                    + (line > 0
                            ? " at line " + line + ", column "
                                    + wrong.getLocation().getColumnNumber()
                            : "") + ".");
        } catch (RuntimeException unreadable) {
            // Parsers meet their own limits on numbers and the like with exceptions of any type.
            throw malformed("The body is not JSON that can be read here.");
        }
        throw malformed("The body is one JSON object and nothing after it.");
    }

    /** Before anything recursive sees it. */
    private static void refuseDepth(byte[] body) {
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < body.length; i++) {
            byte b = body[i];
            if (text) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    text = false;
                }
            } else if (b == '"') {
                text = true;
            } else if (b == '{' || b == '[') {
                depth++;
                if (depth > DEEPEST) {
                    throw malformed("The body is nested more than " + DEEPEST + " deep.");
                }
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
    }

    private static Refusal malformed(String message) {
        return new Refusal(400, "invalid_json", null, message);
    }
}
