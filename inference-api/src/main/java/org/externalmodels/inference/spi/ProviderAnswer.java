package org.externalmodels.inference.spi;

import java.util.Objects;

/**
 * What a provider answered to a {@link ProviderQuestion}, whatever the status.
 *
 * @param status the HTTP status
 * @param body as text, secrets masked, cut after 4 MB
 * @param words what it says to people if it is no success, in a line, secrets masked
 */
public record ProviderAnswer(int status, String body, String words) {
    public ProviderAnswer {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(words, "words");
    }

    public boolean good() {
        return status >= 200 && status < 300;
    }
}
