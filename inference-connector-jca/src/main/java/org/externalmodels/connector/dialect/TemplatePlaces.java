package org.externalmodels.connector.dialect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.VariableDefinition;

/**
 * Refuses what a request template has no place for: who asks for it shall know, and get no answer that pays no heed to it.
 * A template has a place for one message of the user, for instructions, and for each parameter that one of its variables is named
 * after. A limit of tokens that a caller cannot do without is left out.
 */
final class TemplatePlaces {

    private final Set<String> variables;

    TemplatePlaces(List<VariableDefinition> declared) {
        variables = declared.stream().map(VariableDefinition::name).collect(Collectors.toSet());
    }

    void check(InferenceRequest request) {
        refuse(!request.tools().isEmpty(), "tools");
        refuse(!request.toolChoice().equals(ToolChoice.AUTO), "toolChoice");
        refuse(request.parallelToolCalls().isPresent(), "parallelToolCalls");
        refuse(request.responseFormat().kind() != ResponseFormat.Kind.TEXT, "responseFormat");
        check(request.parameters());
        check(request.messages());
    }

    private void check(InferenceParameters parameters) {
        check("temperature", parameters.temperature());
        check("top_p", parameters.topP());
        check("max_tokens", Hints.chosenMaxTokens(parameters));
        check("stop", parameters.stop().isEmpty() ? null : parameters.stop());
        check("seed", parameters.seed());
        check("reasoning_effort", parameters.reasoningEffort());
        parameters.extras().forEach(this::check);
    }

    private void check(String parameter, Object value) {
        refuse(
                value != null && !variables.contains(parameter),
                "the parameter " + parameter + ", which is a variable of this name");
    }

    private void check(List<ChatMessage> messages) {
        boolean asked = false;
        for (int i = 0; i < messages.size(); i++) {
            String where = "messages[" + i + "], ";
            if (messages.get(i) instanceof ChatMessage.UserMessage user) {
                refuse(asked, where + "a second message of the user");
                asked = true;
                refuse(user.content().stream().anyMatch(Content.Image.class::isInstance), where + "an image");
                refuse(user.content().stream().anyMatch(Content.Audio.class::isInstance), where + "audio");
            } else {
                refuse(messages.get(i) instanceof ChatMessage.AssistantMessage, where + "a message of the assistant");
                refuse(messages.get(i) instanceof ChatMessage.ToolMessage, where + "the result of a tool");
            }
        }
    }

    private static void refuse(boolean hasNoPlace, String part) {
        if (hasNoPlace) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST, "the model's request template has no place for " + part);
        }
    }
}
