package org.externalmodels.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/**
 * As {@link ExternalChatModel}, piece by piece. The handler hears everything on a thread of the adapter's and must not
 * block it. Shared by threads.
 */
public final class ExternalStreamingChatModel implements StreamingChatModel {

    private final ConnectionSource source;
    private final List<ChatModelListener> listeners;

    /** The factory's default model. */
    public ExternalStreamingChatModel(ModelConnectionFactory factory) {
        this(factory, null, null, List.of());
    }

    /** A model by its registered name; the adapter chooses the connection. */
    public ExternalStreamingChatModel(ModelConnectionFactory factory, String model) {
        this(factory, model, null, List.of());
    }

    /**
     * A model over one of its connections, with LangChain4j's listeners.
     *
     * @param model the registered name; {@code null} for the factory's default
     * @param connection {@code null} leaves the choice to the adapter
     */
    public ExternalStreamingChatModel(
            ModelConnectionFactory factory, String model, String connection, List<ChatModelListener> listeners) {
        this.source = new ConnectionSource(factory, model, connection);
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        try (ModelConnection connection = source.open()) {
            connection.stream(ChatRequests.toInference(request)).subscribe(new HandledStream(handler));
        } catch (InferenceException e) {
            handler.onError(Failures.of(e));
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
