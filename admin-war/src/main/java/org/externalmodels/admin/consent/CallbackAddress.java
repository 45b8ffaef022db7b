package org.externalmodels.admin.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where browsers come back to after somebody said yes, as they see this server. */
@ApplicationScoped
public class CallbackAddress {

    private final Optional<String> publicUrl;

    protected CallbackAddress() {
        this(Optional.empty());
    }

    /** @param publicUrl what browsers call this server, where that is not what its clients call it */
    @Inject
    public CallbackAddress(@ConfigProperty(name = "EXTERNAL_MODELS_PUBLIC_URL") Optional<String> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** The address for whoever sent this request. */
    public URI of(HttpServletRequest request) {
        URI base = publicUrl
                .map(url -> URI.create(url.endsWith("/") ? url : url + "/"))
                .orElseGet(
                        () -> URI.create(request.getRequestURL().toString()).resolve(request.getContextPath() + "/"));
        return base.resolve("oauth/callback");
    }
}
