package org.externalmodels.connector.authentication;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.InferenceException;

/** Proves to a provider who calls. One for all calls of a connection, shared by threads. */
public interface Authenticator {

    /**
     * Says when credentials are at hand: at once for fixed ones, and for others as long as they are fresh.
     *
     * @return fails with {@link InferenceException}; cancelling it does nothing
     */
    CompletableFuture<Void> ready();

    /** The same, but what has to be fetched is fetched anew. What was there stays if that fails. */
    default CompletableFuture<Void> renewed() {
        return ready();
    }

    /** When what was fetched ends; empty for fixed credentials. */
    default Optional<Instant> expires() {
        return Optional.empty();
    }

    /** The address with what belongs into its query. */
    URI address(URI address);

    /**
     * What to add to one request, once {@link #ready}.
     *
     * @param address as it goes out
     * @param headers that go out beside these
     * @param body as it goes out
     */
    List<Header> headers(URI address, List<Header> headers, byte[] body);

    /** Every form in which secrets go out now, for masking. */
    List<String> secrets();

    /**
     * The provider did not accept the credentials.
     *
     * @param refusal with the provider's status and words
     * @return whether other ones may be had, so that one more attempt makes sense
     */
    boolean refused(InferenceException refusal);
}
