package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.externalmodels.admin.download.Csv;
import org.externalmodels.registry.billing.BillExports;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingQuery;
import org.externalmodels.registry.billing.Recounting;
import org.externalmodels.registry.billing.Rerating;
import org.externalmodels.registry.json.JsonRecords;

/** Usage and cost. */
@Path("billing")
@RequestScoped
@OwnQuery
@Produces(MediaType.APPLICATION_JSON)
public class BillingResource {

    private static final String ITEMS = """
            {"items": [{"model": "claims-gpt", "connection": "main", "requests": 120, "failures": 3, "inputTokens": 54000,
             "outputTokens": 12000, "unknownUsage": 3, "cost": 0.255, "currency": "USD", "unknownCost": 3,
             "cachedInputTokens": null, "cacheWriteTokens": null, "reasoningTokens": null,
             "images": 0, "audioMillis": 0, "calls": 117, "failedCalls": 0}], "next": null, "completeFrom": null}""";

    @Inject
    private Billing billing;

    @Inject
    private BillExports exports;

    @Inject
    private Rerating rerating;

    @Inject
    private Recounting recounting;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "Sums up usage and cost", description = """
                    requests and failures count attempts, which is what a provider bills; calls and failedCalls count what
                    callers made, whatever number of attempts it took. groupBy lists what calls of an item have in common: model, connection, application, component, caller, key,
                    source, code, workflowActivity, workflowInstance, hour, day or month (UTC), tag.NAME; as if model,connection if not given. The same names
                    but for times are filters, each given once. All items are in one answer. The application is an application key's name for calls of source http-key,
                    and the caller the user for those of source playground; key is the
                    application key's name for these and for applications that sign on with one. Calls of models and over connections that
                    there are not have none. An attempt whose tokens are not known counts in
                    unknownUsage, one without a known price or tokens in unknownCost; a sum of nothing known is null. Costs
                    in several currencies are separate items. completeFrom is null if all calls of the time are in the answer;
                    else some that began before it are deleted after their time, and what they came to is missing.""")
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
            name = "period",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "30d")
    @Parameter(
            name = "groupBy",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = String.class),
            example = "model,connection,day")
    @APIResponse(responseCode = "200", content = @Content(examples = @ExampleObject(value = ITEMS)))
    public JsonObject bill() {
        return BillingAnswer.json(BillingAnswer.of(billing, query()));
    }

    @GET
    @Produces(Csv.SECOND_CHOICE)
    @Operation(
            summary = "Downloads usage and cost as CSV, for Accept: text/csv",
            description = "The download is recorded in the audit log.")
    public Response download() throws IOException {
        BillingQuery query = query();
        return BillingAnswer.csv(query, BillingAnswer.of(billing, query), exports);
    }

    @POST
    @Path("rerate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Works out the cost of calls of the past again",
            description =
                    "By the prices as they are now for the times of the calls. Nothing else changes a cost that is"
                            + " stored. At most 32 days at once; audited.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RerateBody.class),
                            examples =
                                    @ExampleObject(
                                            value =
                                                    "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-02-01T00:00:00Z\","
                                                            + " \"model\": \"claims-gpt\"}")))
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(value = "{\"calls\": 120, \"changed\": 117}")))
    public JsonObject rerate(String text) {
        RerateBody body = JsonBody.read(text, RerateBody.class);
        return JsonRecords.write(rerating.rerate(
                required("from", body.from()), required("to", body.to()), Optional.ofNullable(body.model())));
    }

    @POST
    @Path("recount")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Makes the sums of past days anew from single calls",
            description = "Of each day of UTC that the time touches, and of its hours; bills and charts are taken from"
                    + " them. Only days of which no call is deleted yet. At most 32 days at once; audited.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RecountBody.class),
                            examples =
                                    @ExampleObject(
                                            value =
                                                    "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-02-01T00:00:00Z\"}")))
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(value = "{\"days\": 31, \"calls\": 120}")))
    public JsonObject recount(String text) {
        RecountBody body = JsonBody.read(text, RecountBody.class);
        return JsonRecords.write(recounting.recount(required("from", body.from()), required("to", body.to())));
    }

    private static Instant required(String name, String text) {
        return ListParameters.time(name, text).orElseThrow(() -> TraceParameters.refused(name, "is required"));
    }

    private BillingQuery query() {
        return UsageParameters.of(uri.getQueryParameters()).billing(Instant.now());
    }

    /**
     * Which calls.
     *
     * @param from the earliest begin
     * @param to before which they began
     * @param model the model's name, {@code null} for all
     */
    @Schema(name = "Rerate")
    public record RerateBody(String from, String to, String model) {}

    /**
     * Which days.
     *
     * @param from within the first of them
     * @param to within the last of them, or at its end
     */
    @Schema(name = "Recount")
    public record RecountBody(String from, String to) {}
}
