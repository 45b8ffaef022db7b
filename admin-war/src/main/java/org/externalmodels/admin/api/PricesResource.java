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
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.registry.billing.PriceFilter;
import org.externalmodels.registry.billing.PriceGiven;
import org.externalmodels.registry.billing.PriceItem;
import org.externalmodels.registry.billing.PriceList;
import org.externalmodels.registry.json.JsonRecords;

/** Prices of models. */
@Path("prices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PricesResource {

    private static final String EXAMPLE = """
            {"model": "claims-gpt", "connection": null, "effectiveFrom": "2026-01-01T00:00:00Z", "currency": "USD",
             "input": 2.50, "cachedRead": 1.25, "output": 10.00}""";

    @Inject
    private PriceList prices;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "Lists prices by model and connection, of each the latest first")
    public JsonObject list(
            @QueryParam("limit") String limit, @QueryParam("after") String after, @QueryParam("model") String model) {
        return ListAnswer.of(
                prices.slice(
                        new PriceFilter(Optional.ofNullable(model), Optional.empty()),
                        ListParameters.limit(limit),
                        Optional.ofNullable(after)),
                JsonRecords::write);
    }

    @POST
    @Operation(
            summary = "Sets a price from a time on",
            description =
                    "input, output, cachedRead, cacheWrite and reasoning are for a million tokens, image, audioMinute"
                            + " and request for one. What is not given is not charged for; cached, cache-written and reasoning"
                            + " tokens then cost what input and output cost. A connection's own price goes before its model's.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PriceBody.class),
                            examples = @ExampleObject(value = EXAMPLE)))
    public Response add(String text) {
        String id = prices.add(JsonBody.read(text, PriceBody.class).given(Instant.now()));
        PriceItem price = prices.find(id);
        return Response.created(uri.getBaseUriBuilder().path("prices").path(id).build())
                .header(HttpHeaders.ETAG, EntityTags.of(price.version()))
                .entity(JsonRecords.write(price))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a price")
    public Response get(@PathParam("id") String id) {
        return shown(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Changes a price by JSON merge patch",
            description = "The cost of calls that are stored already stays as it is; see POST billing/rerate.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PriceBody.class),
                            examples = @ExampleObject(value = "{\"output\": 8.00}")))
    public Response edit(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        JsonObject patch = JsonBody.object(text);
        PriceItem seen = prices.find(id);
        Long version = EntityTags.required(ifMatch, "The price", seen.version());
        PriceGiven given = PriceBody.patched(seen, patch).given(seen.effectiveFrom());
        prices.edit(id, version, given.effectiveFrom(), given.currency(), given.rates());
        return shown(id);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Takes a price away; what was charged by it stays")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Long version = EntityTags.required(ifMatch);
        prices.delete(id, version);
        return Response.noContent().build();
    }

    private Response shown(String id) {
        PriceItem price = prices.find(id);
        return Response.ok(JsonRecords.write(price))
                .header(HttpHeaders.ETAG, EntityTags.of(price.version()))
                .build();
    }
}
