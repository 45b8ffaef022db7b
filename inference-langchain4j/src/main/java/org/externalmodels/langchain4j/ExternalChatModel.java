package org.externalmodels.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/**
 * A LangChain4j chat model whose calls go through a model connection: keys, limits, switches and usage are the
 * administrator's. Shared by threads.
 *
 * <pre>{@code
 * @Resource(lookup = "eis/ExternalModels") ModelConnectionFactory models;
 * Assistant assistant = AiServices.create(Assistant.class, new ExternalChatModel(models, "gpt-4o"));
 * }</pre>
 *
 * <p>Failures are LangChain4j's exceptions, with the {@link InferenceException} as their cause.
 */
public final class ExternalChatModel implements ChatModel {

    private final ConnectionSource source;
    private final List<ChatModelListener> listeners;

    /** The factory's default model. */
    public ExternalChatModel(ModelConnectionFactory factory) {
        this(factory, null, null, List.of());
    }

    /** A model by its registered name; the adapter chooses the connection. */
    public ExternalChatModel(ModelConnectionFactory factory, String model) {
        this(factory, model, null, List.of());
    }

    /**
     * A model over one of its connections, with LangChain4j's listeners.
     *
     * @param model the registered name; {@code null} for the factory's default
     * @param connection {@code null} leaves the choice to the adapter
     */
    public ExternalChatModel(
            ModelConnectionFactory factory, String model, String connection, List<ChatModelListener> listeners) {
        this.source = new ConnectionSource(factory, model, connection);
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        try (ModelConnection connection = source.open()) {
            return ChatResponses.of(connection.infer(ChatRequests.toInference(request)));
        } catch (InferenceException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public List<ChatModelListener> listeners() {
        return listeners;
    }

    /** What the model can do now, as its administrator set it. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return Capabilities.of(source);
    }
}
