package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * A streamed answer of InvokeModel: a maker's own events in Bedrock's chunks. Bedrock adds its measurements to the last
 * one, whoever made the model; before that the answer is not whole.
 */
final class BedrockInvokeStream implements StreamDecoder {

    private static final String MEASURED = "amazon-bedrock-invocationMetrics";

    private final StreamDecoder inner;
    private TokenUsage measured = TokenUsage.UNKNOWN;
    private boolean finished;

    BedrockInvokeStream(StreamDecoder inner) {
        this.inner = inner;
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        if (event.exception()) {
            throw BedrockException.of(event);
        }
        if (!event.type().equals("chunk")) {
            return List.of();
        }
        String chunk = chunk(ProviderJson.readObject(event.data()));
        if (chunk.contains(MEASURED)
                && ProviderJson.readObject(chunk).get(MEASURED) instanceof JsonObject measurements) {
            finished = true;
            measured = TokenCounts.of(
                    ProviderJson.count(measurements, "inputTokenCount"),
                    ProviderJson.count(measurements, "outputTokenCount"));
        }
        return inner.decode(StreamEvent.of(chunk));
    }

    private static String chunk(JsonObject event) {
        String bytes = ProviderJson.string(event, "bytes");
        try {
            if (bytes != null) {
                return new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below like a chunk that has none.
        }
        throw new InferenceException(FailureCode.INVALID_RESPONSE, "a chunk of the stream has no bytes");
    }

    @Override
    public boolean isComplete() {
        return finished && inner.isComplete();
    }

    @Override
    public Answer answer() {
        Answer answer = inner.answer();
        return new Answer(
                answer.text(),
                answer.reasoning(),
                answer.toolCalls(),
                answer.images(),
                answer.finishReason(),
                answer.structure(),
                usage(),
                answer.providerModel());
    }

    @Override
    public String text() {
        return inner.text();
    }

    /** What the definition's paths find, and where they find nothing what Bedrock measured. */
    @Override
    public TokenUsage usage() {
        return TokenCounts.newer(measured, inner.usage());
    }
}
