package org.externalmodels.admin.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.externalmodels.registry.DatabaseText;

/** Refuses addresses with characters that no database takes, before they get there. */
@Provider
public class AddressFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        boolean storable = DatabaseText.fits(uri.getPath())
                && uri.getQueryParameters().values().stream()
                        .flatMap(List::stream)
                        .allMatch(DatabaseText::fits);
        if (!storable) {
            request.abortWith(Problem.of(400, "The address has a character that is none, such as NUL.")
                    .response());
        }
    }
}
