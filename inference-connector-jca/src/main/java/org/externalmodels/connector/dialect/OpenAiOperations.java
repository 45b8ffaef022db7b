package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;

/**
 * The operations that OpenAI's interface has beside conversations. A model that does not converse is asked by one of them:
 * one that only makes images, or only writes down recordings.
 */
final class OpenAiOperations {

    private static final Pattern O_SERIES = Pattern.compile("(^|[^a-z0-9])o[1-9]([^a-z0-9]|$)");

    private final String providerModel;
    private final boolean converses;
    private final boolean draws;
    private final boolean listens;

    OpenAiOperations(String providerModel, Set<Modality> modalities) {
        this.providerModel = providerModel;
        this.draws = modalities.contains(Modality.TEXT_TO_IMAGE);
        this.listens = modalities.contains(Modality.AUDIO_TO_TEXT);
        this.converses = modalities.contains(Modality.TEXT_TO_TEXT)
                || modalities.contains(Modality.IMAGE_TO_TEXT)
                || !(draws || listens);
    }

    /** Models of the o series never ask for two, and refuse to be told so. */
    boolean limitsToolsToOne() {
        return !O_SERIES.matcher(providerModel.toLowerCase(Locale.ROOT)).find();
    }

    static Set<Operation> all() {
        return EnumSet.complementOf(EnumSet.of(Operation.COUNT_TOKENS));
    }

    Operation of(InferenceRequest request, boolean streaming) {
        boolean drawing = draws && request.output().equals(Optional.of(InferenceRequest.Output.IMAGES));
        if (converses && !drawing) {
            return streaming ? Operation.CHAT_STREAM : Operation.CHAT;
        }
        return listens && (!draws || hasRecording(request)) ? Operation.TRANSCRIPTION : Operation.IMAGES;
    }

    private static boolean hasRecording(InferenceRequest request) {
        return request.messages().stream()
                .filter(ChatMessage.UserMessage.class::isInstance)
                .flatMap(message -> ((ChatMessage.UserMessage) message).content().stream())
                .anyMatch(Content.Audio.class::isInstance);
    }

    /** Writes a request that is none of a conversation. */
    Payload encode(InferenceRequest request, Operation operation) {
        return operation == Operation.IMAGES
                ? OpenAiImages.request(providerModel, request)
                : OpenAiTranscription.request(providerModel, request);
    }

    /** Reads an answer that is none of a conversation. */
    static Answer decode(AnswerBody body, Operation operation) {
        return operation == Operation.IMAGES ? OpenAiImages.read(body) : OpenAiTranscription.read(body);
    }

    /** The tokens of an answer that is none of a conversation. */
    static TokenUsage usage(AnswerBody body, Operation operation) {
        JsonObject usage = ProviderJson.object(ProviderJson.members(body), "usage");
        return operation == Operation.EMBEDDINGS ? OpenAiEmbeddings.usage(usage) : OpenAiUsage.ofResponse(usage);
    }

    static boolean isConversation(Operation operation) {
        return operation == Operation.CHAT || operation == Operation.CHAT_STREAM;
    }
}
