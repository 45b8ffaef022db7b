package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.OptionalInt;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonMismatch;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.json.RepeatedMember;

/** Reads the JSON that is sent, strictly. */
final class JsonBody {

    private JsonBody() {}

    static JsonObject object(String text) {
        if (text == null || text.isBlank()) {
            throw new ApiException(400, "The request needs a JSON object as its body.");
        }
        if (parse(text) instanceof JsonObject object) {
            JsonLimits.check(object);
            RepeatedMember.in(text).ifPresent(JsonBody::refuse);
            return object;
        }
        throw new ApiException(400, "The body is one JSON object and nothing after it.");
    }

    /** Gives {@code null} where something follows. */
    private static JsonValue parse(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            return parser.hasNext() ? null : value;
        } catch (JsonParsingException malformed) {
            throw malformed(malformed.getLocation());
        } catch (RuntimeException unreadable) {
            // Parsers meet their own limits on depth and numbers with exceptions of any type.
            throw new ApiException(400, "The body is not JSON that can be read here.");
        }
    }

    private static void refuse(RepeatedMember member) {
        int line = (int) member.line();
        int column = (int) member.column();
        throw new ApiException(
                400,
                member.field() + " is in the body twice, again at line " + line + ", column " + column + ".",
                DefinitionProblem.at(member.field(), line, column, "is there twice"));
    }

    /** Without the parser's own words, which may quote what was sent, and that may be a key. */
    private static ApiException malformed(JsonLocation at) {
        int line = (int) at.getLineNumber();
        int column = (int) at.getColumnNumber();
        String place = line > 0 ? " at line " + line + ", column " + column : "";
        return new ApiException(
                400,
                "The body is not JSON" + place + ".",
                new DefinitionProblem(
                        "",
                        "is not JSON",
                        line > 0 ? OptionalInt.of(line) : OptionalInt.empty(),
                        line > 0 ? OptionalInt.of(column) : OptionalInt.empty()));
    }

    static <R extends Record> R read(String text, Class<R> type) {
        return read(object(text), type);
    }

    static <R extends Record> R read(JsonObject json, Class<R> type) {
        try {
            return JsonRecords.read(json, type);
        } catch (JsonMismatch mismatch) {
            throw new ApiException(
                    mismatch.wrongValue() ? 422 : 400,
                    mismatch.field() + " " + mismatch.getMessage(),
                    DefinitionProblem.of(mismatch.field(), mismatch.getMessage()));
        }
    }
}
