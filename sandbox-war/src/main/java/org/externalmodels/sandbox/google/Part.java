package org.externalmodels.sandbox.google;

import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One part of a content.
 *
 * @param text its words, which are what counts as tokens
 * @param media what it shows, described: that shows that it arrived
 * @param calls the function it calls
 * @param signed whether it has a thought signature
 * @param answers the function whose result it is
 */
record Part(
        Optional<String> text,
        Optional<String> media,
        Optional<String> calls,
        boolean signed,
        Optional<String> answers) {
    private static final Set<String> KNOWN = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "thought",
            "thoughtSignature",
            "videoMetadata",
            "mediaResolution",
            "partMetadata");
    private static final List<String> DATA = List.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult");

    static List<Part> readAll(Fields content) {
        return content.objects("parts", KNOWN).stream().map(Part::read).toList();
    }

    private static Part read(Fields part) {
        long data = DATA.stream().filter(part::has).count();
        if (data > 1) {
            throw GoogleError.field(
                    part.path(""),
                    "Invalid value at '" + part.path("data") + "' (oneof), oneof field 'data' is already set.");
        }
        if (data == 0) {
            throw GoogleError.invalid("* GenerateContentRequest." + part.path("data")
                    + ": required oneof field 'data' must have one initialized field\n");
        }
        part.flag("thought");
        Optional<Fields> call = part.nested("functionCall", Set.of("id", "name", "args"));
        call.ifPresent(each -> each.object("args"));
        Optional<Fields> result = part.nested(
                "functionResponse", Set.of("id", "name", "response", "parts", "willContinue", "scheduling"));
        return new Part(
                part.text("text")
                        .or(() ->
                                result.flatMap(each -> each.object("response")).map(JsonValue::toString)),
                media(part),
                call.map(each -> name(each, "function_call")),
                part.text("thoughtSignature").isPresent(),
                result.map(each -> {
                    if (each.object("response").isEmpty()) {
                        throw GoogleError.invalid(
                                "* GenerateContentRequest." + each.path("response") + ": required field is not set.\n");
                    }
                    return name(each, "function_response");
                }));
    }

    private static String name(Fields function, String kind) {
        return function.requiredText(
                "name",
                "* GenerateContentRequest." + function.path("name") + ": Name cannot be empty in " + kind + ".\n");
    }

    private static Optional<String> media(Fields part) {
        Optional<Fields> file = part.nested("fileData", Set.of("mimeType", "fileUri", "displayName"));
        if (file.isPresent()) {
            return Optional.of(
                    "[file " + file.get().requiredText("fileUri", "Invalid or unsupported file uri: ") + "]");
        }
        return part.nested("inlineData", Set.of("mimeType", "data", "displayName"))
                .map(data -> {
                    String type = data.requiredText(
                            "mimeType", "Unable to process input: the mimeType of inline data is not specified.");
                    String base64 = data.text("data").orElse("");
                    try {
                        return "[" + type + " " + Base64.getDecoder().decode(base64).length + " bytes]";
                    } catch (IllegalArgumentException notBase64) {
                        throw GoogleError.field(
                                data.path("data"),
                                "Invalid value at '" + data.path("data")
                                        + "' (TYPE_BYTES), Base64 decoding failed for \""
                                        + base64.substring(0, Math.min(20, base64.length())) + "\"");
                    }
                });
    }

    Stream<String> shown() {
        return Stream.concat(text.stream(), media.stream());
    }
}
