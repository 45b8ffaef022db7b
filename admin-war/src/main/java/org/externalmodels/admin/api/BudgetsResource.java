package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.registry.limits.UsageLimits;

/** Budgets: money for a day or a month. */
@Path("budgets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BudgetsResource {

    private static final String EXAMPLE = """
            {"name": "claims-this-month", "amount": 250.00, "currency": "USD", "period": "month", "key": "claims"}""";

    @Inject
    private UsageLimits limits;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "Lists budgets by name, with what is used of them")
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return answers().list(limit, after);
    }

    @POST
    @Operation(
            summary = "Sets a budget",
            description =
                    "Days and months are those of UTC. It holds for calls that fit every one of key, application, model and connection that is given; * counts each by itself. It counts what has a price in its currency.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = BudgetBody.class),
                            examples = @ExampleObject(value = EXAMPLE)))
    public Response add(String text) {
        return answers().add(JsonBody.read(text, BudgetBody.class).given(), uri);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a budget, with what is used of it")
    public Response get(@PathParam("id") String id) {
        return answers().get(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Changes a budget by JSON merge patch")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = BudgetBody.class),
                            examples = @ExampleObject(value = "{\"amount\": 200, \"mode\": \"shadow\"}")))
    public Response edit(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        return answers()
                .edit(
                        id,
                        ifMatch,
                        text,
                        (seen, patch) -> BudgetBody.patched(seen, patch).given());
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Takes a budget away")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return answers().delete(id, ifMatch);
    }

    private LimitAnswers answers() {
        return new LimitAnswers(limits, UsageLimits.Kind.BUDGET, "budgets", "The budget", BudgetBody::json);
    }
}
