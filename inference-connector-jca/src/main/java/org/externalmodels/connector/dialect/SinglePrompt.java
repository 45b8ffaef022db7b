package org.externalmodels.connector.dialect;

import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ResponseFormat;

/**
 * A request to an operation that knows no conversation: one message of the user's. All else that may be said in a
 * conversation has no place there and is refused.
 */
final class SinglePrompt {

    private final String operation;
    private final InferenceRequest request;

    /**
     * A request to look into.
     *
     * @param operation what refusals name, such as {@code an image}
     */
    SinglePrompt(String operation, InferenceRequest request) {
        this.operation = operation;
        this.request = request;
    }

    /** The message, if it is the only one and nothing is asked for beside it. */
    ChatMessage.UserMessage message(Set<String> ownMembers) {
        if (request.messages().size() != 1 || !(request.messages().get(0) instanceof ChatMessage.UserMessage message)) {
            throw refusal("is asked for with one user message and no other, but the request has "
                    + request.messages().size() + " messages"
                    + (request.messages().size() == 1 ? ", none of the user's" : ""));
        }
        if (!request.tools().isEmpty()) {
            throw refusal("takes no tools");
        }
        if (request.responseFormat().kind() != ResponseFormat.Kind.TEXT) {
            throw refusal("takes no response format");
        }
        InferenceParameters parameters = request.parameters();
        refuse(parameters.topP() != null, "topP");
        refuse(parameters.maxTokens() != null, "maxTokens");
        refuse(!parameters.stop().isEmpty(), "stop texts");
        refuse(parameters.seed() != null, "seed");
        refuse(parameters.reasoningEffort() != null, "reasoning effort");
        for (String name : parameters.extras().keySet()) {
            if (ownMembers.contains(name)) {
                throw new InferenceException(
                        FailureCode.INVALID_REQUEST,
                        "the extra parameter " + name + " is set by the request itself and cannot be overridden");
            }
        }
        return message;
    }

    void refuse(boolean given, String parameter) {
        if (given) {
            throw refusal("takes no " + parameter);
        }
    }

    InferenceException refusal(String why) {
        return new InferenceException(FailureCode.INVALID_REQUEST, operation + " " + why);
    }
}
