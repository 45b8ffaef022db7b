package org.externalmodels.inference.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * What a provider answered to a {@link ProviderQuestion}, whatever the status.
 *
 * @param status the HTTP status
 * @param body as text, secrets masked, cut after 4 MB
 * @param words what it says to people if it is no success, in a line, secrets masked
 * @param cure what is likely to help, in a sentence; empty unless something else than the API that is meant answered
 */
public record ProviderAnswer(int status, String body, String words, Optional<String> cure) {
    public ProviderAnswer {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(cure, "cure");
    }

    public boolean good() {
        return status >= 200 && status < 300;
    }
}
