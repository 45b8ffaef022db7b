package org.externalmodels.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/**
 * As {@link ExternalChatModel}, piece by piece. A handler hears everything in its order on threads of an executor, so that it
 * may wait: an AI service calls its tools there. On a server that is best one of the server's, whose threads have what
 * belongs to the application:
 *
 * <pre>{@code
 * @Resource ManagedExecutorService threads;
 * Assistant assistant = AiServices.builder(Assistant.class)
 *         .streamingChatModel(new ExternalStreamingChatModel(models, "gpt-4o", threads))
 *         .tools(tools)
 *         .build();
 * }</pre>
 *
 * <p>Without one, handlers are called on up to 64 threads that know nothing of the application but its classes, and others
 * wait until one of these is free. What a handler throws ends its stream and is told to its {@code onError}. Shared by
 * threads.
 */
public final class ExternalStreamingChatModel implements StreamingChatModel {

    private final ConnectionSource source;
    private final List<ChatModelListener> listeners;
    private final Executor threads;

    /** The factory's default model. */
    public ExternalStreamingChatModel(ModelConnectionFactory factory) {
        this(factory, null, null, List.of());
    }

    /** A model by its registered name; the adapter chooses the connection. */
    public ExternalStreamingChatModel(ModelConnectionFactory factory, String model) {
        this(factory, model, null, List.of());
    }

    /** A model by its registered name, whose handlers are called on these threads. */
    public ExternalStreamingChatModel(ModelConnectionFactory factory, String model, Executor threads) {
        this(factory, model, null, List.of(), threads);
    }

    /**
     * A model over one of its connections, with LangChain4j's listeners.
     *
     * @param model the registered name; {@code null} for the factory's default
     * @param connection {@code null} leaves the choice to the adapter
     */
    public ExternalStreamingChatModel(
            ModelConnectionFactory factory, String model, String connection, List<ChatModelListener> listeners) {
        this(factory, model, connection, listeners, HandlerThreads.DEFAULT);
    }

    /**
     * A model over one of its connections, with LangChain4j's listeners, whose handlers are called on these threads.
     *
     * @param model the registered name; {@code null} for the factory's default
     * @param connection {@code null} leaves the choice to the adapter
     * @param threads such as the server's {@code ManagedExecutorService}
     */
    public ExternalStreamingChatModel(
            ModelConnectionFactory factory,
            String model,
            String connection,
            List<ChatModelListener> listeners,
            Executor threads) {
        this.source = new ConnectionSource(factory, model, connection);
        this.listeners = List.copyOf(listeners);
        this.threads = Objects.requireNonNull(threads, "threads");
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        try (ModelConnection connection = source.open()) {
            connection.stream(ChatRequests.toInference(request))
                    .subscribe(new EventQueue(new HandledStream(handler), threads));
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
