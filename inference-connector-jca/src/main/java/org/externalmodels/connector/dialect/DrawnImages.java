package org.externalmodels.connector.dialect;

import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** Images that a model drew before, in conversations with a provider that has no place for them in what a model said. */
final class DrawnImages {

    private DrawnImages() {}

    /**
     * Lets messages of words and tool calls through.
     *
     * @param provider such as {@code Anthropic's Messages take}
     */
    static void refuse(String provider, ChatMessage.AssistantMessage assistant) {
        if (!assistant.images().isEmpty()) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    provider + " no images in a message of the assistant's; send them in one of the user's");
        }
    }
}
