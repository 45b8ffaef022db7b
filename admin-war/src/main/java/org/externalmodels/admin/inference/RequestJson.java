package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.RepeatedMember;

/** Reads the JSON that is sent, without repeating any of it in a refusal. */
final class RequestJson {

    private static final int DEEPEST = 100;
    private static final int MOST_VALUES = 1_000_000;

    private RequestJson() {}

    /** What a client sent, which has no member twice: one of the two would be passed over in silence. */
    static JsonObject request(byte[] body) {
        int members = scan(body);
        JsonObject object = parsed(body);
        if (members != members(object)) {
            RepeatedMember.in(new String(body, StandardCharsets.UTF_8)).ifPresent(RequestJson::refuse);
        }
        return object;
    }

    /** An object from elsewhere. */
    static JsonObject object(byte[] body) {
        scan(body);
        return parsed(body);
    }

    private static JsonObject parsed(byte[] body) {
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

    /**
     * Refuses depth before anything recursive sees it, and too many values before each becomes an object.
     *
     * @return how many members are written, each with a colon after its name
     */
    private static int scan(byte[] body) {
        if (body.length == 0) {
            throw malformed("The request needs a JSON object as its body.");
        }
        int members = 0;
        int values = 0;
        int depth = 0;
        boolean text = false;
        // Whether an item or a member is to begin. A member counts at its name, and its value not again.
        boolean due = true;
        for (int i = 0; i < body.length; i++) {
            byte b = body[i];
            if (due && b > ' ' && b != '}' && b != ']') {
                values++;
                due = false;
            }
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
                due = true;
                if (depth > DEEPEST) {
                    throw malformed("The body is nested more than " + DEEPEST + " deep.");
                }
            } else if (b == '}' || b == ']') {
                depth--;
                due = false;
            } else if (b == ',') {
                due = true;
            } else if (b == ':') {
                members++;
            }
        }
        if (values > MOST_VALUES) {
            throw malformed("The body has more than " + MOST_VALUES + " values.");
        }
        return members;
    }

    private static int members(JsonValue value) {
        int members = 0;
        if (value instanceof JsonObject object) {
            members = object.size();
            for (JsonValue member : object.values()) {
                members += members(member);
            }
        } else if (value instanceof JsonArray array) {
            for (JsonValue item : array) {
                members += members(item);
            }
        }
        return members;
    }

    private static void refuse(RepeatedMember member) {
        throw new Refusal(
                400,
                "invalid_json",
                member.field(),
                "'" + member.field() + "' is in the body twice, again at line " + member.line() + ", column "
                        + member.column() + ".");
    }

    private static Refusal malformed(String message) {
        return new Refusal(400, "invalid_json", null, message);
    }
}
