package org.externalmodels.sandbox.openai;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message's content: a string, or parts. Images are not fetched, only described: that shows that they arrived. */
record ChatContent(List<String> texts, List<String> media) {
    static final ChatContent EMPTY = new ChatContent(List.of(), List.of());

    private static final Pattern DATA_URL =
            Pattern.compile("data:(image/(?:png|jpeg|gif|webp));base64,(.*)", Pattern.DOTALL);

    static ChatContent texts(Fields message) {
        return read(message, List.of("text"));
    }

    static ChatContent textsAndMedia(Fields message) {
        return read(message, List.of("text", "image_url", "input_audio"));
    }

    private static ChatContent read(Fields message, List<String> types) {
        JsonValue content = message.required("content");
        if (content instanceof JsonString text) {
            return new ChatContent(List.of(text.getString()), List.of());
        }
        if (content.getValueType() != JsonValue.ValueType.ARRAY) {
            throw OpenAiError.badRequest(
                    message.path("content"),
                    "invalid_type",
                    "Invalid type for '" + message.path("content")
                            + "': expected one of a string or array of objects, but got " + JsonType.of(content)
                            + " instead.");
        }
        var texts = new ArrayList<String>();
        var media = new ArrayList<String>();
        for (Fields part : message.objects("content")) {
            switch (part.requiredOneOf("type", types)) {
                case "text" -> texts.add(part.onlyKnown(Set.of("type", "text")).requiredText("text"));
                case "image_url" -> media.add(image(part.onlyKnown(Set.of("type", "image_url"))));
                default -> media.add(audio(part.onlyKnown(Set.of("type", "input_audio"))));
            }
        }
        return new ChatContent(List.copyOf(texts), List.copyOf(media));
    }

    private static String image(Fields part) {
        Fields image = part.requiredNested("image_url", Set.of("url", "detail"));
        image.oneOf("detail", List.of("auto", "low", "high"));
        return image(image, "url");
    }

    /** Describes the image at the address that the field has. */
    static String image(Fields image, String name) {
        String url = image.requiredText(name);
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return "[image " + url + "]";
        }
        Matcher data = DATA_URL.matcher(url);
        if (!data.matches()) {
            throw OpenAiError.badRequest(
                    image.path(name),
                    "invalid_image_url",
                    "Invalid image URL: expected a valid http(s) URL or a base64-encoded data URL of a png, jpeg, gif"
                            + " or webp image.");
        }
        return "[" + data.group(1) + " " + length(image, name, data.group(2)) + " bytes]";
    }

    private static String audio(Fields part) {
        Fields audio = part.requiredNested("input_audio", Set.of("data", "format"));
        String format = audio.requiredOneOf("format", List.of("wav", "mp3"));
        return "[audio/" + format + " " + length(audio, "data", audio.requiredText("data")) + " bytes]";
    }

    private static int length(Fields fields, String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException notBase64) {
            throw OpenAiError.badRequest(
                    fields.path(name), "invalid_base64", "Invalid '" + fields.path(name) + "': not valid base64 data.");
        }
    }
}
