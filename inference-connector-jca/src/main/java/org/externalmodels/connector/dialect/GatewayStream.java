package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.List;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;

/** A stream from another server of External Models, whose last chunk tells who answered. */
final class GatewayStream implements StreamDecoder {

    private final OpenAiChatStream inner = new OpenAiChatStream(Structure.NONE);
    private GatewayDetails details = GatewayDetails.NONE;

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        GatewayFormat.error(event.data()).ifPresent(error -> {
            throw GatewayFailure.of(0, null, error);
        });
        List<InferenceEvent> events = inner.decode(event);
        if (event.data().contains(GatewayDetails.MEMBER)) {
            JsonObject chunk = ProviderJson.readObject(event.data());
            if (chunk.containsKey(GatewayDetails.MEMBER)) {
                details = GatewayDetails.in(chunk);
            }
        }
        return events;
    }

    /** Without its details an answer is not whole. */
    @Override
    public boolean isComplete() {
        return inner.isComplete() && !details.equals(GatewayDetails.NONE);
    }

    @Override
    public boolean isOver() {
        return inner.isOver() && isComplete();
    }

    @Override
    public Answer answer() {
        return details.addedTo(inner.answer());
    }

    @Override
    public String text() {
        return inner.text();
    }

    @Override
    public TokenUsage usage() {
        return details.usage(inner.usage());
    }
}
