package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/** An answer of generateContent, put together from one document or from a stream of them. */
final class GoogleAnswer implements StreamDecoder {

    private final Structure structure;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolCall> toolCalls = new ArrayList<>();
    private final List<Media> images = new ArrayList<>();
    private Optional<FinishReason> finishReason = Optional.empty();
    private boolean hasCandidate;
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private String model;
    private String responseId;

    GoogleAnswer(Structure structure) {
        this.structure = structure;
    }

    /** Takes a whole answer. */
    void add(AnswerBody body) {
        if (!(ProviderJson.read(body) instanceof JsonObject document)) {
            throw noAnswer();
        }
        add(document, new ArrayList<>());
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        JsonObject chunk = ProviderJson.readObject(event.data());
        List<InferenceEvent> events = new ArrayList<>(2);
        add(chunk, events);
        return events;
    }

    @Override
    public boolean isComplete() {
        return finishReason.isPresent();
    }

    @Override
    public Answer answer() {
        if (!hasCandidate && finishReason.isEmpty()) {
            throw noAnswer();
        }
        return new Answer(
                text.toString(),
                reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                List.copyOf(toolCalls),
                List.copyOf(images),
                finishReason.orElse(FinishReason.UNKNOWN),
                structure,
                usage,
                Optional.ofNullable(model));
    }

    @Override
    public String text() {
        return text.toString();
    }

    @Override
    public TokenUsage usage() {
        return usage;
    }

    private void add(JsonObject document, List<InferenceEvent> events) {
        TokenUsage reported = GoogleUsage.in(document);
        usage = TokenCounts.newer(usage, reported);
        if (document.get("error") instanceof JsonObject error) {
            throw GoogleErrors.inAnswer(error);
        }
        model = model == null ? ProviderJson.string(document, "modelVersion") : model;
        responseId = responseId == null ? ProviderJson.string(document, "responseId") : responseId;
        if (ProviderJson.string(ProviderJson.object(document, "promptFeedback"), "blockReason") != null) {
            finishReason = Optional.of(FinishReason.CONTENT_FILTER);
        }
        if (document.get("candidates") instanceof JsonArray candidates
                && !candidates.isEmpty()
                && candidates.get(0) instanceof JsonObject candidate) {
            candidate(candidate, events);
        }
        if (reported.source() != TokenUsage.Source.UNKNOWN) {
            events.add(new InferenceEvent.UsageReport(usage));
        }
    }

    private void candidate(JsonObject candidate, List<InferenceEvent> events) {
        hasCandidate |= candidate.containsKey("content") || candidate.containsKey("finishReason");
        if (ProviderJson.object(candidate, "content").get("parts") instanceof JsonArray parts) {
            for (JsonValue part : parts) {
                if (part instanceof JsonObject object) {
                    part(object, events);
                }
            }
        }
        String reason = ProviderJson.string(candidate, "finishReason");
        if (reason != null) {
            finishReason = Optional.of(finishReason(reason));
        }
    }

    private void part(JsonObject part, List<InferenceEvent> events) {
        boolean thought = part.get("thought") == JsonValue.TRUE;
        String words = ProviderJson.string(part, "text");
        if (words != null && !words.isEmpty()) {
            (thought ? reasoning : text).append(words);
            events.add(thought ? new InferenceEvent.ReasoningDelta(words) : new InferenceEvent.TextDelta(words));
        }
        if (part.get("functionCall") instanceof JsonObject call) {
            events.add(toolCall(call, ProviderJson.string(part, "thoughtSignature")));
        }
        // Drafts that a model makes while it thinks are not what it answers with.
        if (!thought && part.get("inlineData") instanceof JsonObject data) {
            image(data);
        }
    }

    /** A call comes whole, also in a stream. */
    private InferenceEvent toolCall(JsonObject call, String signature) {
        String name = ProviderJson.string(call, "name");
        if (name == null) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer has a function call without name");
        }
        int index = toolCalls.size();
        String id = GoogleToolCallId.of(ProviderJson.string(call, "id"), responseId, index, signature);
        ToolCall whole =
                new ToolCall(id, name, ProviderJson.object(call, "args").toString());
        toolCalls.add(whole);
        return new InferenceEvent.ToolCallDelta(index, id, name, whole.arguments());
    }

    private void image(JsonObject data) {
        String type = ProviderJson.string(data, "mimeType");
        String bytes = ProviderJson.string(data, "data");
        if (type == null || bytes == null || !type.startsWith("image/")) {
            return;
        }
        try {
            images.add(Media.of(type, Base64.getDecoder().decode(bytes)));
        } catch (IllegalArgumentException e) {
            throw InferenceException.of(FailureCode.INVALID_RESPONSE, "an image of the answer is not valid Base64")
                    .cause(e)
                    .build();
        }
    }

    /** https://ai.google.dev/api/generate-content#FinishReason */
    private static FinishReason finishReason(String reason) {
        return switch (reason) {
            case "STOP" -> FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            case "FINISH_REASON_UNSPECIFIED" -> FinishReason.UNKNOWN;
            default -> FinishReason.OTHER;
        };
    }

    private static InferenceException noAnswer() {
        return new InferenceException(
                FailureCode.INVALID_RESPONSE, "the answer is none of generateContent: it has no candidates[0]");
    }
}
