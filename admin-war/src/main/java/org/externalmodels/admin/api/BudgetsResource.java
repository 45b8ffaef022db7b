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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.UsageLimits;

/** Budgets: money for a day or a month. */
@Path("budgets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BudgetsResource {

    private static final UsageLimits.Kind KIND = UsageLimits.Kind.BUDGET;

    private static final String EXAMPLE = """
            {"name": "claims-this-month", "amount": 250.00, "currency": "USD", "period": "month", "key": "claims"}""";

    @Inject
    private UsageLimits limits;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "Lists budgets by name, with what is used of them")
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return ListAnswer.of(
                limits.slice(KIND, ListParameters.limit(limit), Optional.ofNullable(after)), BudgetBody::json);
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
        String id = limits.add(JsonBody.read(text, BudgetBody.class).given());
        LimitItem made = limits.find(KIND, id);
        return Response.created(uri.getBaseUriBuilder().path("budgets").path(id).build())
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(BudgetBody.json(made))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a budget, with what is used of it")
    public Response get(@PathParam("id") String id) {
        return shown(id);
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
        JsonObject patch = JsonBody.object(text);
        LimitItem seen = limits.find(KIND, id);
        Long version = EntityTags.required(ifMatch, "The budget", seen.version());
        limits.edit(KIND, id, version, BudgetBody.patched(seen, patch).given());
        return shown(id);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Takes a budget away")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        limits.delete(KIND, id, EntityTags.required(ifMatch));
        return Response.noContent().build();
    }

    private Response shown(String id) {
        LimitItem item = limits.find(KIND, id);
        return Response.ok(BudgetBody.json(item))
                .header(HttpHeaders.ETAG, EntityTags.of(item.version()))
                .build();
    }
}
