package org.externalmodels.connector.engine;

import java.util.Collections;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.spi.ModelDefinition;

/** What a request must meet before it is encoded: every way in passes here, and nowhere else. */
final class Admission {

    private static final Set<Modality> MODALITIES_THAT_WRITE =
            Set.of(Modality.TEXT_TO_TEXT, Modality.IMAGE_TO_TEXT, Modality.AUDIO_TO_TEXT);

    private Admission() {}

    static void check(ModelDefinition model, InferenceRequest request, boolean streaming) {
        if (streaming) {
            need(model, Feature.STREAMING, "streaming");
        }
        if (request.responseFormat().kind() != ResponseFormat.Kind.TEXT) {
            need(model, Feature.STRUCTURED_RESPONSE, "a response format");
        }
        if (!request.tools().isEmpty()) {
            need(model, Feature.TOOL_CALLING, "tools");
        }
        if (request.parallelToolCalls().orElse(false)) {
            need(model, Feature.PARALLEL_TOOL_CALLING, "parallel tool calls");
        }
        request.output().ifPresent(output -> checkOutput(model, output));
        for (ChatMessage message : request.messages()) {
            if (message instanceof ChatMessage.UserMessage user) {
                user.content().forEach(part -> checkPart(model, part));
            } else if (message instanceof ChatMessage.AssistantMessage assistant) {
                checkImages(model, assistant);
            }
        }
        if (model.template().isEmpty()) {
            checkConversation(request);
        }
        RequestShape.check(request);
    }

    static void check(ModelDefinition model, EmbeddingRequest request) {
        need(model, Modality.TEXT_TO_EMBEDDING, request.inputs().size() + " texts to embed");
        RequestShape.check(request);
    }

    /** A template gives text, whatever is behind it. */
    private static void checkOutput(ModelDefinition model, InferenceRequest.Output output) {
        boolean writes =
                model.template().isPresent() || !Collections.disjoint(model.modalities(), MODALITIES_THAT_WRITE);
        switch (output) {
            case IMAGES -> need(model, Modality.TEXT_TO_IMAGE, "to be answered with images");
            case TEXT -> {
                if (!writes) {
                    need(model, Modality.TEXT_TO_TEXT, "to be answered with text");
                }
            }
        }
    }

    private static void checkConversation(InferenceRequest request) {
        boolean saysSomething = false;
        for (int i = 0; i < request.messages().size(); i++) {
            ChatMessage message = request.messages().get(i);
            // A model that had to stop while it was thinking said nothing, and its turn comes back with all others.
            if (isEmpty(message) && !(message instanceof ChatMessage.AssistantMessage)) {
                throw RequestShape.refused("messages[" + i + "] is empty");
            }
            saysSomething |= !isEmpty(message);
        }
        if (!saysSomething) {
            throw RequestShape.refused("the request has no message that says anything");
        }
        if (!request.variables().isEmpty()) {
            throw RequestShape.refused("the model takes messages and has no variables, but got "
                    + request.variables().keySet());
        }
    }

    /** A tool may well have nothing to say. */
    private static boolean isEmpty(ChatMessage message) {
        if (message instanceof ChatMessage.ToolMessage || !message.text().isEmpty()) {
            return false;
        }
        if (message instanceof ChatMessage.UserMessage user) {
            return user.content().stream().allMatch(Content.Text.class::isInstance);
        }
        return !(message instanceof ChatMessage.AssistantMessage assistant)
                || (assistant.toolCalls().isEmpty() && assistant.images().isEmpty());
    }

    /** A model that draws is shown what it has drawn. */
    private static void checkImages(ModelDefinition model, ChatMessage.AssistantMessage assistant) {
        if (!assistant.images().isEmpty() && !model.modalities().contains(Modality.TEXT_TO_IMAGE)) {
            need(model, Modality.IMAGE_TO_TEXT, "an image");
        }
    }

    private static void checkPart(ModelDefinition model, Content part) {
        if (part instanceof Content.Image) {
            need(model, Modality.IMAGE_TO_TEXT, "an image");
        } else if (part instanceof Content.Audio) {
            need(model, Modality.AUDIO_TO_TEXT, "audio");
        }
    }

    private static void need(ModelDefinition model, Feature feature, String what) {
        if (!model.features().contains(feature)) {
            throw new InferenceException(
                    FailureCode.FEATURE_NOT_ENABLED,
                    "the request uses " + what + ", and the feature " + feature.wireName() + " is not enabled");
        }
    }

    private static void need(ModelDefinition model, Modality modality, String what) {
        if (!model.modalities().contains(modality)) {
            throw new InferenceException(
                    FailureCode.FEATURE_NOT_ENABLED,
                    "the request has " + what + ", and the modality " + modality.wireName() + " is not enabled");
        }
    }
}
