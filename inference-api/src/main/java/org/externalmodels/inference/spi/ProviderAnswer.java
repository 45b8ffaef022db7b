package org.externalmodels.inference.spi;

import java.util.Objects;

/**
 * What a provider answered to a {@link ProviderQuestion}, whatever the status.
 *
 * @param status the HTTP status
 * @param body as text, secrets masked, cut after 4 MB
 */
public record ProviderAnswer(int status, String body) {
    public ProviderAnswer {
        Objects.requireNonNull(body, "body");
    }

    public boolean good() {
        return status >= 200 && status < 300;
    }
}
