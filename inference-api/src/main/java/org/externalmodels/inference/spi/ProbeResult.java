package org.externalmodels.inference.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;

/**
 * What a test call sent and got, for people to see. Secrets are masked throughout.
 *
 * @param sent the request as it went out
 * @param received the answer as it came, empty if none did
 * @param duration from the call to the end of the answer
 * @param response what was understood of it, empty if it failed
 * @param failure why it failed
 */
public record ProbeResult(
        Sent sent,
        Optional<Received> received,
        Duration duration,
        Optional<InferenceResponse> response,
        Optional<InferenceException> failure) {
    public ProbeResult {
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(received, "received");
        Objects.requireNonNull(duration, "duration");
        if (response.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("A probe must have either a response or a failure");
        }
    }

    /**
     * A request as sent.
     *
     * @param method the HTTP method
     * @param url with query
     * @param headers by name
     * @param body as text
     */
    public record Sent(String method, URI url, Map<String, String> headers, String body) {
        public Sent {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * An answer as received.
     *
     * @param status the HTTP status
     * @param headers by name in lower case
     * @param body as text; long ones are cut, and say so at their end
     */
    public record Received(int status, Map<String, String> headers, String body) {
        public Received {
            headers = Map.copyOf(headers);
        }
    }
}
