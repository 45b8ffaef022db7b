package org.externalmodels.connector.dialect;

import java.net.URI;
import org.externalmodels.inference.InferenceRequest;

/**
 * One wire format: a request to bytes, bytes to an answer. Compiled for one model definition, immutable, shared by
 * threads. What goes wrong is an {@link org.externalmodels.inference.InferenceException} that names neither model nor
 * connection; the engine adds them.
 */
public interface ProviderDialect {

    /**
     * Where calls go.
     *
     * @param endpoint of the definition or the connection: the operation's own address, or the API's base
     */
    URI address(URI endpoint);

    /** The request's body, JSON in UTF-8. */
    byte[] encode(InferenceRequest request, boolean streaming);

    /** Understands the body of a successful answer. */
    Answer decode(String body, InferenceRequest request);

    /** Starts to understand a streamed answer. */
    StreamDecoder streamDecoder(InferenceRequest request);
}
