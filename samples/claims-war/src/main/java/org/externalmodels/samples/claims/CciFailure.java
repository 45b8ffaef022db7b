package org.externalmodels.samples.claims;

import jakarta.resource.ResourceException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Shows a failed call with its code and message, which never hold a secret. */
@Provider
public class CciFailure implements ExceptionMapper<ResourceException> {

    @Override
    public Response toResponse(ResourceException failure) {
        return Response.status(Response.Status.BAD_GATEWAY)
                .entity(new ClaimFailure(failure.getErrorCode(), failure.getMessage()))
                .build();
    }
}
