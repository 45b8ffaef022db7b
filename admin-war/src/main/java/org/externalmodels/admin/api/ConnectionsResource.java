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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.lifecycle.ModelConnections;

/** Connections of a model. */
@Path("models/{id}/connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConnectionsResource {

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelConnections connections;

    @Context
    private UriInfo uri;

    @PathParam("id")
    private String modelId;

    @GET
    @Operation(summary = "Lists the connections of a model in order of preference")
    public JsonObject list() {
        return ListAnswer.of(new Slice<>(catalog.connections(modelId), Optional.empty()), ModelJson::of);
    }

    @POST
    @Operation(summary = "Adds a connection")
    @RequestBody(content = @Content(schema = @Schema(implementation = ModelBody.ConnectionBody.class)))
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
    @Operation(summary = "Changes the credentials or the base URL of a connection")
    @RequestBody(content = @Content(schema = @Schema(implementation = ModelBody.ConnectionBody.class)))
    public Response edit(@PathParam("cid") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        JsonObject given = JsonBody.object(text);
        ConnectionDetail seen = catalog.connection(modelId, id);
        Long version = EntityTags.required(ifMatch, "The connection " + seen.name(), seen.version());
        ConnectionPatch patch = ConnectionPatch.of(seen, given);
        connections.edit(modelId, id, version, patch.apiKey(), patch.baseUrl(), patch.access());
        return shown(id);
    }

    @PUT
    @Path("{cid}/inferencing")
    @Operation(summary = "Turns the connection's switch")
    @RequestBody(content = @Content(schema = @Schema(implementation = SwitchBody.class)))
    public Response inferencing(
            @PathParam("cid") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        boolean on = SwitchBody.read(text);
        Long version = EntityTags.optional(ifMatch).orElse(null);
        connections.switchInferencing(modelId, id, on, version);
        return shown(id);
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
