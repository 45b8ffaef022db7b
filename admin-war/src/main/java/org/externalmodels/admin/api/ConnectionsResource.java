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
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.lifecycle.ModelConnections;

/** Connections of a model. */
@Path("models/{id}/connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConnectionsResource {

    private static final String REFUSED = """
            {"id": "0d6c2a1e-0f5e-4b0b-9a44-6f0b7f6f7a10", "modelId": "7f8a3c52-8a5e-4a3a-8d0e-0e2a1b3c4d5e",
             "name": "main", "addedBy": "ada", "addedOn": "2026-02-01T08:00:00Z", "lastUsed": null,
             "status": "ACTIVE", "inferencing": true, "baseUrl": null, "apiKey": "••••••", "weight": 1,
             "priority": 0, "place": 0, "verification": "REFUSED", "checkedBy": "ada", "checkedOn": "2026-03-01T12:00:00Z",
             "checkMessage": "AUTHENTICATION_FAILED: the provider answered 401: Incorrect API key", "version": 3}""";

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelConnections connections;

    @Inject
    private ConnectionChecks checks;

    @Context
    private UriInfo uri;

    @PathParam("id")
    private String modelId;

    @GET
    @Operation(
            summary = "Lists the connections of a model",
            description = "In order of preference, or as sort says: priority, name, addedOn, lastUsed or status, with -"
                    + " before it for down. after is next of the part before, in the same order.")
    public JsonObject list(
            @QueryParam("limit") String limit,
            @QueryParam("after") String after,
            @QueryParam("search") String search,
            @QueryParam("status") String status,
            @QueryParam("verification") String verification,
            @QueryParam("sort") String sort) {
        return ListAnswer.of(
                catalog.connections(
                        modelId,
                        ListParameters.connections(search, status, verification),
                        ListParameters.connectionOrder(sort),
                        ListParameters.limit(limit),
                        Optional.ofNullable(after)),
                ModelJson::of);
    }

    @POST
    @Operation(
            summary = "Adds a connection",
            description = "weight is from 1 to 100, 1 if not given; priority from 0 to 100, 0 if not given, and"
                    + " connections of a smaller one come first.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ModelBody.ConnectionBody.class),
                            examples =
                                    @ExampleObject(
                                            name = "spare",
                                            value = "{\"name\": \"spare\", \"apiKey\": \"sk-new\", \"priority\": 1}")))
    public Response add(String text) {
        String id = connections.add(
                modelId, JsonBody.read(text, ModelBody.ConnectionBody.class).given());
        ConnectionDetail connection = catalog.connection(modelId, id);
        return Response.created(uri.getBaseUriBuilder()
                        .path("models")
                        .path(modelId)
                        .path("connections")
                        .path(id)
                        .build())
                .header(HttpHeaders.ETAG, EntityTags.of(connection.version()))
                .entity(ModelJson.of(connection))
                .build();
    }

    @GET
    @Path("{cid}")
    @Operation(summary = "Shows a connection, its key masked")
    public Response get(@PathParam("cid") String id) {
        return shown(id);
    }

    @PATCH
    @Path("{cid}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Changes the credentials, the base URL, the weight or the priority of a connection",
            description = "A key given here replaces the old one at once and unchecked; rotate checks it first.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ModelBody.ConnectionBody.class)))
    public Response edit(@PathParam("cid") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        JsonObject given = JsonBody.object(text);
        ConnectionDetail seen = catalog.connection(modelId, id);
        Long version = EntityTags.required(ifMatch, "The connection " + seen.name(), seen.version());
        connections.edit(modelId, id, version, ConnectionPatch.of(seen, given));
        return shown(id);
    }

    @PUT
    @Path("{cid}/inferencing")
    @Operation(summary = "Turns the connection's switch")
    @RequestBody(content = @Content(schema = @Schema(implementation = SwitchBody.class)))
    public Response inferencing(
            @PathParam("cid") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        boolean on = SwitchBody.read(text);
        Long version = EntityTags.required(ifMatch);
        connections.switchInferencing(modelId, id, on, version);
        return shown(id);
    }

    @POST
    @Path("{cid}/check")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Asks the provider whether it takes the connection's credentials",
            description = "By one small call of the model, which the provider may charge for. The outcome is kept:"
                    + " verification is VERIFIED, REFUSED, or UNVERIFIED with why that cannot be told in checkMessage.")
    @APIResponse(
            responseCode = "200",
            description = "The connection with the outcome",
            content = @Content(examples = @ExampleObject(name = "refused", value = REFUSED)))
    public Response check(@PathParam("cid") String id) {
        checks.check(modelId, id);
        return shown(id);
    }

    @POST
    @Path("{cid}/rotate")
    @Operation(
            summary = "Replaces a key once the provider has taken the new one",
            description = "Until then the old one serves, and goes on to if the provider refuses the new one: 422 with"
                    + " the provider's words.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RotateBody.class),
                            examples = @ExampleObject(name = "key", value = "{\"apiKey\": \"sk-new\"}")))
    public Response rotate(
            @PathParam("cid") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        RotateBody body = JsonBody.read(text, RotateBody.class);
        Long version = EntityTags.required(ifMatch);
        checks.rotate(modelId, id, version, body.key());
        return shown(id);
    }

    /** A key that takes the place of another. */
    @Schema(name = "Rotation")
    public record RotateBody(String apiKey) {

        Secret key() {
            if (apiKey == null || apiKey.isBlank() || apiKey.equals(Secret.MASK)) {
                throw new ApiException(422, "apiKey is required", DefinitionProblem.of("apiKey", "is required"));
            }
            return Secret.of(apiKey);
        }

        @Override
        public String toString() {
            return Secret.MASK;
        }
    }

    @DELETE
    @Path("{cid}")
    @Operation(summary = "Deletes a connection")
    public Response delete(@PathParam("cid") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Long version = EntityTags.required(ifMatch);
        connections.delete(modelId, id, version);
        return Response.noContent().build();
    }

    private Response shown(String id) {
        ConnectionDetail connection = catalog.connection(modelId, id);
        return Response.ok(ModelJson.of(connection))
                .header(HttpHeaders.ETAG, EntityTags.of(connection.version()))
                .build();
    }
}
