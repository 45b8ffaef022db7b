package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.Multipart;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code POST /v1/audio/transcriptions}. What it hears is how many bytes came; a recording is one token. */
final class Transcriptions {
    private static final Set<String> KNOWN = Set.of(
            "file",
            "model",
            "prompt",
            "language",
            "temperature",
            "response_format",
            "stream",
            "chunking_strategy",
            "include[]",
            "timestamp_granularities[]");
    private static final List<String> ENDINGS =
            List.of("flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm");
    private static final List<String> FORMATS = List.of("json", "text", "verbose_json");

    private Transcriptions() {}

    static Answer answer(Call call) {
        Map<String, Multipart.Part> form = Multipart.read(
                        call.header("Content-Type").orElse(""), call.body())
                .orElseThrow(() -> OpenAiError.badRequest(
                        null,
                        null,
                        "Could not parse multipart form. (HINT: This API method takes 'multipart/form-data'.)"));
        form.keySet().stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw OpenAiError.badRequest(name, "unknown_parameter", "Unknown parameter: '" + name + "'.");
        });
        if (!form.containsKey("model")) {
            throw OpenAiError.badRequest(null, null, "you must provide a model parameter");
        }
        String model = ModelName.check(form.get("model").text());
        Multipart.Part file = file(form);
        checkTemperature(form);
        String format = form.containsKey("response_format")
                ? form.get("response_format").text()
                : "json";
        if (!FORMATS.contains(format)) {
            throw OpenAiError.badRequest(
                    "response_format",
                    "unsupported_value",
                    "response_format '" + format + "' is not compatible with model '" + model
                            + "'. Use 'json' or 'text' instead.");
        }
        String prompt = form.containsKey("prompt") ? form.get("prompt").text() : "";
        String text = ("echo: [" + file.type().orElse("file") + " " + file.size() + " bytes] " + prompt).strip();
        var tokens = new TokenCount(1 + Words.count(prompt), Words.count(text));
        if (format.equals("text")) {
            return Answer.of(200, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8))
                    .with(tokens);
        }
        var document = Json.object().add("text", text);
        if (format.equals("verbose_json")) {
            document.add("task", "transcribe").add("language", "english").add("duration", 1);
        }
        return Answer.json(200, document.add("usage", usage(model, tokens)).build())
                .with(tokens);
    }

    private static Multipart.Part file(Map<String, Multipart.Part> form) {
        Multipart.Part file = form.get("file");
        if (file == null || file.fileName().isEmpty()) {
            throw OpenAiError.missing("file");
        }
        String name = file.fileName().get().toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().noneMatch(ending -> name.endsWith("." + ending))) {
            throw OpenAiError.badRequest(
                    "file",
                    "unsupported_value",
                    "Invalid file format. Supported formats: "
                            + ENDINGS.stream().map(ending -> "'" + ending + "'").toList());
        }
        if (file.size() == 0) {
            throw OpenAiError.badRequest(
                    "file", "audio_too_short", "Audio file is too short. Minimum audio length is 0.1 seconds.");
        }
        return file;
    }

    private static void checkTemperature(Map<String, Multipart.Part> form) {
        if (form.containsKey("temperature")) {
            String text = form.get("temperature").text();
            try {
                double value = Double.parseDouble(text);
                if (value >= 0 && value <= 1) {
                    return;
                }
            } catch (NumberFormatException notANumber) {
                // Refused below like one out of range.
            }
            throw OpenAiError.badRequest(
                    "temperature",
                    "invalid_value",
                    "Invalid 'temperature': expected a decimal from 0 to 1, but got '" + text + "'.");
        }
    }

    /** Whisper is paid by the second, the others by tokens. */
    private static JsonObjectBuilder usage(String model, TokenCount tokens) {
        if (model.startsWith("whisper")) {
            return Json.object().add("type", "duration").add("seconds", 1);
        }
        return Json.object()
                .add("type", "tokens")
                .add("input_tokens", tokens.in())
                .add(
                        "input_token_details",
                        Json.object().add("text_tokens", tokens.in() - 1).add("audio_tokens", 1))
                .add("output_tokens", tokens.out())
                .add("total_tokens", tokens.total());
    }
}
