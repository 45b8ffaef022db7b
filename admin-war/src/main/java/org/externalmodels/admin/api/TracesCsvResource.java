package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Traces as a file. */
@Path("traces.csv")
@RequestScoped
@OwnQuery
public class TracesCsvResource {

    @Inject
    private TraceFile file;

    @Context
    private UriInfo uri;

    @GET
    @Operation(
            summary = "Downloads traces as CSV, newest first",
            description = "Takes the filters of GET traces. The download is noted in the audit log.")
    public Response download() {
        return file.of(TraceParameters.filter(uri.getQueryParameters(), Instant.now()));
    }
}
