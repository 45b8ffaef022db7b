package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * A stream of JSON objects, however they are framed, from an endpoint known only by JSON paths. It is whole with what its definition
 * says it ends with; where that says nothing, when the endpoint ends it. {@code [DONE]} is no object of anybody's. An
 * event that has no words and tells of an error, as the endpoints of this field do, means that no more words come.
 */
final class FreeTemplateStream implements StreamDecoder {

    private static final String DONE = "[DONE]";
    private static final String ERROR = "error";

    /** Enough to show how a stream begins. */
    private static final int BEGIN = 64 << 10;

    private final AnswerPaths paths;
    private final StringBuilder text = new StringBuilder();
    private OptionalLong inputTokens = OptionalLong.empty();
    private OptionalLong outputTokens = OptionalLong.empty();
    private int events;
    private String first;
    private boolean found;
    private boolean ended;

    FreeTemplateStream(AnswerPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        String data = event.data().strip();
        if (paths.isEnd(data)) {
            ended = true;
            return List.of();
        }
        if (data.equals(DONE)) {
            return List.of();
        }
        JsonObject json = ProviderJson.readObject(data);
        ended |= paths.isEnd(json);
        inputTokens = TokenCounts.newer(inputTokens, paths.inputTokens(json));
        outputTokens = TokenCounts.newer(outputTokens, paths.outputTokens(json));
        Optional<String> more = paths.delta(json);
        if (more.isEmpty() && isError(event, json)) {
            throw OpenAiErrors.inAnswer(error(json));
        }
        found |= more.isPresent();
        if (found) {
            first = null;
        } else if (events == 0) {
            first = data.substring(0, Math.min(data.length(), BEGIN));
        }
        events++;
        String delta = more.orElse("");
        text.append(delta);
        return delta.isEmpty() ? List.of() : List.of(new InferenceEvent.TextDelta(delta));
    }

    private static boolean isError(StreamEvent event, JsonObject json) {
        return event.exception()
                || event.type().equals(ERROR)
                || ERROR.equals(ProviderJson.string(json, "type"))
                || saysSomething(json.get(ERROR));
    }

    /** Many say in each event that there is none: by null, by an empty text, or by a number of 0. */
    private static boolean saysSomething(JsonValue error) {
        if (error instanceof JsonObject object) {
            return saysSomething(object.get("message")) || saysSomething(object.get("type"));
        }
        return error instanceof JsonString text && !text.getString().isEmpty();
    }

    /** Where its words are: in a member of their own, or beside it. */
    private static JsonObject error(JsonObject json) {
        if (json.get(ERROR) instanceof JsonString text) {
            return Json.createObjectBuilder().add("message", text).build();
        }
        return json.get(ERROR) instanceof JsonObject error ? error : json;
    }

    @Override
    public boolean isComplete() {
        return ended || !paths.hasEnd();
    }

    @Override
    public Answer answer() {
        if (!found) {
            throw InferenceException.of(
                            FailureCode.OUTPUT_NOT_FOUND,
                            "none of the " + events + " events of the stream has anything at " + paths.deltaPlace())
                    .providerBody(first)
                    .build();
        }
        return Answer.text(text.toString(), usage());
    }

    @Override
    public String text() {
        return text.toString();
    }

    @Override
    public TokenUsage usage() {
        return TokenCounts.of(inputTokens, outputTokens);
    }
}
