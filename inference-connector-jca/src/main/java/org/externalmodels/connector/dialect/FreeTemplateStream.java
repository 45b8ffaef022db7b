package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
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
 * says it ends with; where that says nothing, when the endpoint ends it. {@code [DONE]} is no object of anybody's.
 */
final class FreeTemplateStream implements StreamDecoder {

    private static final String DONE = "[DONE]";

    private final AnswerPaths paths;
    private final StringBuilder text = new StringBuilder();
    private OptionalLong inputTokens = OptionalLong.empty();
    private OptionalLong outputTokens = OptionalLong.empty();
    private int events;
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
        events++;
        found |= more.isPresent();
        String delta = more.orElse("");
        text.append(delta);
        return delta.isEmpty() ? List.of() : List.of(new InferenceEvent.TextDelta(delta));
    }

    @Override
    public boolean isComplete() {
        return ended || !paths.hasEnd();
    }

    @Override
    public Answer answer() {
        if (!found) {
            throw new InferenceException(
                    FailureCode.OUTPUT_NOT_FOUND,
                    "none of the " + events + " events of the stream has anything at paths.delta");
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
