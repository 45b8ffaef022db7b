package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.externalmodels.admin.download.Csv;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.traces.TraceDetail;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;

/** Traces. */
@Path("traces")
@RequestScoped
@OwnQuery
@Produces(MediaType.APPLICATION_JSON)
public class TracesResource {

    static final String FILTERS = """
            Every parameter but limit, after, match, period, from and to is a filter: a field of a trace (id, status, code,
            model, connection, source, application, component, caller, key, workflowInstance, workflowActivity, providerModel,
            finishReason, currency, priceId, millis, waitedMillis, firstChunkMillis, providerStatus, attempt, revision, inputTokens, outputTokens, cachedInputTokens,
            cacheWriteTokens, reasoningTokens, tokenSource, images, audioMillis, cost, streaming, fromCache, savedInputTokens,
            savedOutputTokens, degraded) or tag.NAME. A dot and an operator may follow a field: eq, ne, in
            (values with commas between), unknown (true or false); for texts contains and starts; for numbers gt, gte, lt,
            lte. For a part of an id or of a workflowInstance every trace of the time is read: say a short one with from and to,
            or with period. usage.unknown asks whether tokens read or written are unknown,
            lastAttempt (true or false) whether the call was over after the attempt, which is so of one attempt of each call,
            model.unknown and connection.unknown whether there was none of the name that was asked for. What is none of these is refused with 400.""";

    @Inject
    private TraceLog traces;

    @Inject
    private TraceFile file;

    @Context
    private UriInfo uri;

    @Context
    private SecurityContext security;

    @GET
    @Operation(summary = "Lists traces, newest first", description = FILTERS)
    @Parameter(
            name = "model",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "claims-gpt")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "failed")
    @Parameter(
            name = "millis.gte",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "2000")
    @Parameter(
            name = "lastAttempt",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = Boolean.class),
            description = "true for one attempt of each call, the last one; false for those that another followed",
            example = "true")
    @Parameter(
            name = "match",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            description = "all (as if not given) or any",
            example = "any")
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            description = "1h, 24h, 7d or 30d, ending now",
            example = "24h")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "2026-01-31T12:00:00Z")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "2026-02-01T00:00:00Z")
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return ListAnswer.of(
                traces.slice(filter(), ListParameters.limit(limit), Optional.ofNullable(after)), JsonRecords::write);
    }

    @GET
    @Produces(Csv.SECOND_CHOICE)
    @Operation(summary = "Downloads traces as CSV, for Accept: text/csv", description = FILTERS)
    public Response download() {
        return file.of(filter());
    }

    @GET
    @Path("summary")
    @Operation(
            summary = "Sums up the traces that a filter lets through",
            description =
                    "Requests (attempts), calls, failure rate, percentiles of the response time and of what callers waited,"
                            + " tokens, cost by currency. " + FILTERS)
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(value = """
                                                    {"requests": 120, "failures": 3, "failureRate": 0.025,
                                                     "p50Millis": 840, "p90Millis": 2100, "p99Millis": 5200,
                                                     "calls": 117, "failedCalls": 0, "p50WaitedMillis": 840,
                                                     "p90WaitedMillis": 2300, "p99WaitedMillis": 6100,
                                                     "inputTokens": 54000, "outputTokens": 12000, "unknownUsage": 3,
                                                     "costs": [{"currency": "USD", "cost": 0.31}], "unknownCost": 3}""")))
    public JsonObject summary() {
        return JsonRecords.write(traces.summary(filter()));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Shows all attempts of a call",
            description = "Administrators and auditors see what was captured of request and answer, others see null.")
    public JsonObject get(@PathParam("id") String id) {
        boolean bodies = security.isUserInRole(Role.ADMIN) || security.isUserInRole(Role.AUDITOR);
        List<TraceDetail> attempts = bodies
                ? traces.attemptsWithBodies(id)
                : traces.attempts(id).stream()
                        .map(item -> new TraceDetail(item, null, null))
                        .toList();
        if (attempts.isEmpty()) {
            throw new ApiException(404, "There is no trace with the id " + id);
        }
        return detail(id, attempts);
    }

    /** The last attempt is what became of the call. */
    private static JsonObject detail(String id, List<TraceDetail> attempts) {
        TraceItem last = attempts.get(attempts.size() - 1).item();
        JsonArrayBuilder list = Json.createArrayBuilder();
        attempts.forEach(attempt -> list.add(JsonRecords.builder(attempt.item())
                .add("input", JsonRecords.json(attempt.input()))
                .add("output", JsonRecords.json(attempt.output()))));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id)
                .add("model", last.model())
                .add("connection", last.connection() == null ? JsonValue.NULL : Json.createValue(last.connection()))
                .add("status", last.status())
                .add("input", JsonRecords.json(attempts.get(attempts.size() - 1).input()))
                .add(
                        "output",
                        JsonRecords.json(attempts.get(attempts.size() - 1).output()))
                .add("attempts", list);
        return json.build();
    }

    private TraceFilter filter() {
        return TraceParameters.filter(uri.getQueryParameters(), Instant.now());
    }
}
