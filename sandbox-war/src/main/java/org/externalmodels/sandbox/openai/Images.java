package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.externalmodels.sandbox.model.Picture;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code POST /v1/images/generations}. A prompt always gets the same picture; each picture is one token. */
final class Images {
    private static final Set<String> KNOWN = Set.of(
            "prompt",
            "model",
            "n",
            "size",
            "quality",
            "style",
            "response_format",
            "background",
            "moderation",
            "output_compression",
            "output_format",
            "partial_images",
            "stream",
            "user");
    private static final int MOST_IMAGES = 10;
    private static final int LONGEST_PROMPT = 32_000;

    private Images() {}

    static Answer answer(JsonObject body) {
        Fields request = Fields.of("", body);
        body.keySet().stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw unknown(name);
        });
        String prompt = prompt(request);
        String model = ModelName.check(request.text("model").orElse("dall-e-2"));
        boolean dallE = model.startsWith("dall-e");
        int count = request.integer("n", 1).orElse(1);
        if (count > MOST_IMAGES || (count > 1 && model.equals("dall-e-3"))) {
            throw OpenAiError.badRequest(
                    "n",
                    "integer_above_max_value",
                    "Invalid 'n': integer above maximum value. Expected a value <= "
                            + (model.equals("dall-e-3") ? 1 : MOST_IMAGES) + ", but got " + count + " instead.");
        }
        request.oneOf(
                "size",
                List.of("auto", "1024x1024", "1536x1024", "1024x1536", "256x256", "512x512", "1792x1024", "1024x1792"));
        request.oneOf("quality", List.of("standard", "hd", "low", "medium", "high", "auto"));
        request.oneOf("background", List.of("transparent", "opaque", "auto"));
        request.oneOf("moderation", List.of("low", "auto"));
        request.text("user");
        if (request.flag("stream", false)) {
            throw OpenAiError.unsupported("stream");
        }
        boolean byAddress = byAddress(request, dallE);
        String format = format(request, dallE);

        var tokens = new TokenCount(Words.count(prompt), count);
        var data = Json.array();
        for (int at = 0; at < count; at++) {
            data.add(image(prompt + " ".repeat(at), byAddress, format, model));
        }
        var document =
                Json.object().add("created", Instant.now().getEpochSecond()).add("data", data);
        if (!dallE) {
            document.add("output_format", format).add("usage", usage(tokens));
        }
        return Answer.json(200, document.build()).with(tokens);
    }

    private static String prompt(Fields request) {
        String prompt = request.requiredText("prompt");
        if (prompt.isEmpty() || prompt.length() > LONGEST_PROMPT) {
            throw OpenAiError.badRequest(
                    "prompt",
                    prompt.isEmpty() ? "string_below_min_length" : "string_above_max_length",
                    "Invalid 'prompt': string too " + (prompt.isEmpty() ? "short" : "long")
                            + ". Expected a string with length 1 to " + LONGEST_PROMPT + ".");
        }
        return prompt;
    }

    /** Only the older models know addresses, and answer with them unless told otherwise. */
    private static boolean byAddress(Fields request, boolean dallE) {
        if (!dallE && request.has("response_format")) {
            throw unknown("response_format");
        }
        return dallE
                && request.oneOf("response_format", List.of("url", "b64_json"))
                        .filter("b64_json"::equals)
                        .isEmpty();
    }

    private static String format(Fields request, boolean dallE) {
        if (dallE && request.has("output_format")) {
            throw unknown("output_format");
        }
        return request.oneOf("output_format", List.of("png", "jpeg")).orElse("png");
    }

    private static OpenAiError unknown(String name) {
        return OpenAiError.badRequest(name, "unknown_parameter", "Unknown parameter: '" + name + "'.");
    }

    private static JsonObjectBuilder image(String prompt, boolean byAddress, String format, String model) {
        var image = Json.object();
        if (byAddress) {
            image.add("url", "https://images.sandbox.example/" + Integer.toHexString(prompt.hashCode()) + ".png");
        } else {
            image.add("b64_json", Base64.getEncoder().encodeToString(Picture.of(prompt, format)));
        }
        return model.equals("dall-e-3") ? image.add("revised_prompt", "echo: " + prompt) : image;
    }

    private static JsonObject usage(TokenCount tokens) {
        return Json.object()
                .add("input_tokens", tokens.in())
                .add(
                        "input_tokens_details",
                        Json.object().add("image_tokens", 0).add("text_tokens", tokens.in()))
                .add("output_tokens", tokens.out())
                .add("total_tokens", tokens.total())
                .build();
    }
}
