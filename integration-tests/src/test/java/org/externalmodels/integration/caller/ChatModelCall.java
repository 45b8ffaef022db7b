package org.externalmodels.integration.caller;

import dev.langchain4j.model.chat.ChatModel;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.langchain4j.ExternalChatModel;

/** A call through LangChain4j. It is apart from the servlet because its libraries are not in every deployment. */
final class ChatModelCall {

    private ChatModelCall() {}

    static void make(
            ModelConnectionFactory models, String model, String connection, String prompt, JsonObjectBuilder answer) {
        ChatModel chat = new ExternalChatModel(models, model, connection, List.of());
        try {
            answer.add("text", chat.chat(prompt));
        } catch (RuntimeException e) {
            throw e.getCause() instanceof InferenceException failure ? failure : e;
        }
    }
}
