package org.externalmodels.samples.claims;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.externalmodels.inference.InferenceException;

/** Shows a failed call with its code and message, which never hold a secret. */
@Provider
public class TypedFailure implements ExceptionMapper<InferenceException> {

    @Override
    public Response toResponse(InferenceException failure) {
        return Response.status(Response.Status.BAD_GATEWAY)
                .entity(new ClaimFailure(failure.code().name(), failure.getMessage()))
                .build();
    }
}
