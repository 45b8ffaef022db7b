package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceLog;

/** Traces. */
@Path("traces")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TracesResource {

    @Inject
    private TraceLog traces;

    @GET
    @Operation(summary = "Lists traces, newest first")
    public JsonObject list(
            @QueryParam("limit") String limit,
            @QueryParam("after") String after,
            @QueryParam("model") String model,
            @QueryParam("connection") String connection,
            @QueryParam("status") String status,
            @QueryParam("code") String code,
            @QueryParam("id") String id,
            @QueryParam("from") String from,
            @QueryParam("to") String to) {
        TraceFilter filter = new TraceFilter(
                Optional.ofNullable(model),
                Optional.ofNullable(connection),
                Optional.ofNullable(status),
                Optional.ofNullable(code),
                Optional.ofNullable(id),
                ListParameters.time("from", from),
                ListParameters.time("to", to));
        return ListAnswer.of(
                traces.slice(filter, ListParameters.limit(limit), Optional.ofNullable(after)), JsonRecords::write);
    }
}
