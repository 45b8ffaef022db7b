package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;

/**
 * OpenAI's transcription: one recording goes in as a file of a form, its text comes out. Text beside the recording is the
 * prompt, which says what words to expect.
 */
final class OpenAiTranscription {

    private static final Set<String> OWN_MEMBERS = Set.of("model", "file", "prompt", "temperature", "stream");

    /** The provider knows a recording by the end of its file's name (API reference, "Create transcription"). */
    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/x-flac", "flac"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp3", "mp3"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/m4a", "m4a"),
            Map.entry("audio/x-m4a", "m4a"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/opus", "ogg"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("audio/wave", "wav"),
            Map.entry("audio/vnd.wave", "wav"),
            Map.entry("audio/webm", "webm"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"));

    /** A year: what is said to be longer is no length. */
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(31_536_000);

    private OpenAiTranscription() {}

    static Payload request(String model, InferenceRequest request) {
        SinglePrompt asked = new SinglePrompt("a transcription", request);
        ChatMessage.UserMessage message = asked.message(OWN_MEMBERS);
        Media recording = recording(asked, message.content());
        byte[] bytes = recording
                .bytes()
                .orElseThrow(() -> asked.refusal("takes a recording by its bytes, not by its address"));
        String type = MediaTypes.bare(recording.mediaType().orElseThrow());
        String ending = ENDINGS.get(type);
        if (ending == null) {
            throw asked.refusal("takes no " + recording.mediaType().orElseThrow());
        }
        MultipartForm form = new MultipartForm(bytes.length).field("model", model);
        if (!message.text().isEmpty()) {
            form.field("prompt", message.text());
        }
        if (request.parameters().temperature() != null) {
            form.field("temperature", request.parameters().temperature().toString());
        }
        Json.createObjectBuilder(request.parameters().extras())
                .build()
                .forEach((name, value) -> extra(asked, form, name, value));
        return form.file("file", "recording." + ending, type, bytes).payload();
    }

    private static Media recording(SinglePrompt asked, List<Content> content) {
        List<Content> recordings =
                content.stream().filter(part -> !(part instanceof Content.Text)).toList();
        if (recordings.size() == 1 && recordings.get(0) instanceof Content.Audio audio) {
            return audio.media();
        }
        throw asked.refusal("is made of one recording, with or without a text beside it");
    }

    /** A list is a field that comes more than once, and an object its JSON. */
    private static void extra(SinglePrompt asked, MultipartForm form, String name, JsonValue value) {
        if (name.equals("response_format") && !text(value).endsWith("json")) {
            throw asked.refusal("is read as JSON, so its response_format cannot be " + value);
        }
        if (value instanceof JsonArray values) {
            values.forEach(each -> form.field(name + "[]", text(each)));
        } else {
            form.field(name, text(value));
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    static Answer read(AnswerBody body) {
        if (ProviderJson.read(body) instanceof JsonObject document && document.get("text") instanceof JsonString text) {
            return new Answer(
                    text.getString(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    FinishReason.STOP,
                    Structure.NONE,
                    // Some models are paid by the minute and count no tokens.
                    document.get("usage") instanceof JsonObject usage
                            ? OpenAiUsage.ofResponse(usage)
                            : TokenUsage.UNKNOWN,
                    Optional.empty(),
                    paidMillis(document));
        }
        throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer is no transcription: it has no text");
    }

    /** The length that is paid for. The recording's own, which some formats tell as well, is not rounded as a bill is. */
    private static OptionalLong paidMillis(JsonObject document) {
        return document.get("usage") instanceof JsonObject usage
                        && "duration".equals(ProviderJson.string(usage, "type"))
                        && usage.get("seconds") instanceof JsonNumber seconds
                        && seconds.bigDecimalValue().signum() >= 0
                        && seconds.bigDecimalValue().compareTo(LONGEST_SECONDS) <= 0
                ? OptionalLong.of(seconds.bigDecimalValue().movePointRight(3).longValue())
                : OptionalLong.empty();
    }
}
