package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.json.JsonRecords;

/** What became of calls over time. */
@Path("analytics")
@RequestScoped
@OwnQuery
@Produces(MediaType.APPLICATION_JSON)
public class AnalyticsResource {

    private static final String REPORT = """
            {"from": "2026-01-31T12:00:00Z", "to": "2026-02-01T12:00:00Z", "grain": "hour",
             "total": {"requests": 120, "failures": 3, "calls": 117, "failedCalls": 0, "inputTokens": 54000, "outputTokens": 12000, "unknownUsage": 3,
              "cost": 0.255, "currency": "USD", "costs": [{"currency": "USD", "cost": 0.255}], "unknownCost": 3,
              "p50Millis": 840, "p90Millis": 2111, "p99Millis": 5215},
             "points": [{"time": "2026-01-31T12:00:00Z", "requests": 7, "failures": 0}], "moreGroups": 0,
             "models": [{"model": "claims-gpt", "connection": "main", "requests": 120, "failures": 3}], "moreModels": 0,
             "outcomes": [{"code": null, "requests": 117}, {"code": "TIMEOUT", "requests": 3}],
             "completeFrom": null}""";

    @Inject
    private Analytics analytics;

    @Context
    private UriInfo uri;

    @GET
    @Operation(
            summary = "Reports tokens, latency, requests and cost over time",
            description =
                    "Hour by hour for a day, day by day (UTC) for longer; the ends are drawn to whole hours or days."
                            + " Without period, from and to: the last 24 hours. model, connection and application are filters, each given once, and"
                            + " what groupBy may list for the points. Times without calls have no point."
                            + " Points are of the groups that were called most, 3,000 points or eight groups, and models the 200 most"
                            + " called; moreGroups and moreModels say how many are called less. Percentiles are off by at"
                            + " most one in a hundred. completeFrom is null if all calls of the time are in the answer; of what"
                            + " began before it, some is deleted, as usage is kept for a time only.")
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            description = "1h, 24h, 7d or 30d",
            example = "30d")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "2026-01-01T00:00:00Z")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "2026-02-01T00:00:00Z")
    @Parameter(
            name = "groupBy",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "model,connection")
    @Parameter(
            name = "model",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "claims-gpt")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(value = REPORT)))
    public JsonObject report() {
        Instant now = Instant.now();
        UsageParameters parameters =
                UsageParameters.of(uri.getQueryParameters()).charted();
        Instant from = parameters.from(now);
        Instant to = parameters.to(now);
        if (!from.isBefore(to)) {
            throw TraceParameters.refused("to", "must be later than from");
        }
        try {
            return JsonRecords.write(analytics.report(from, to, parameters.where(), parameters.dimensions()));
        } catch (RegistryException refused) {
            if (refused.reason() == RegistryException.Reason.INVALID) {
                throw TraceParameters.refused(
                        refused.problems().get(0).field(),
                        refused.problems().get(0).message());
            }
            throw refused;
        }
    }
}
