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
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.lifecycle.ModelLifecycle;

/** Models. */
@Path("models")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ModelsResource {

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelLifecycle lifecycle;

    @Inject
    private ModelEdit edit;

    @Context
    private UriInfo uri;

    @GET
    @Operation(
            summary = "Lists models",
            description =
                    "By name, or as sort says: name, integration, source, status, inferencing, connectionCount,"
                            + " addedOn or changedOn, with - before it for down. after is next of the part before, in the same order.")
    @APIResponse(
            responseCode = "200",
            description = "A part of the list",
            content = @Content(examples = @ExampleObject(name = "models", value = """
                    {"items": [
                      {"id": "7f8a3c52-8a5e-4a3a-8d0e-0e2a1b3c4d5e", "name": "claims-gpt", "integration": "API",
                       "source": "Custom", "status": "ACTIVE", "draftOpen": false, "revision": 3, "inferencing": true,
                       "connectionCount": 2, "addedBy": "ada",
                       "addedOn": "2026-02-01T08:00:00Z", "changedBy": "edith", "changedOn": "2026-03-01T12:00:00Z", "version": 7}],
                     "next": null}""")))
    public JsonObject list(
            @QueryParam("limit") String limit,
            @QueryParam("after") String after,
            @QueryParam("search") String search,
            @QueryParam("integration") String integration,
            @QueryParam("source") String source,
            @QueryParam("status") String status,
            @QueryParam("sort") String sort) {
        Slice<ModelSummary> slice = catalog.slice(
                ListParameters.models(search, integration, source, status),
                ListParameters.modelOrder(sort),
                ListParameters.limit(limit),
                Optional.ofNullable(after));
        return ListAnswer.of(slice, ModelJson::of);
    }

    @POST
    @Operation(summary = "Adds a model, as a draft or active")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ModelBody.class),
                            examples = @ExampleObject(name = "claims", value = """
                                    {"name": "claims-gpt", "integration": "API",
                                     "endpoint": "http://localhost:9080/sandbox/openai/v1/chat/completions",
                                     "structure": "openai-chat", "providerModel": "sandbox-1",
                                     "features": ["structured-response", "streaming"],
                                     "headers": [{"name": "X-Team", "value": "claims", "secret": false}],
                                     "connections": [{"name": "main", "apiKey": "sk-new", "weight": 2}],
                                     "status": "ACTIVE"}""")))
    public Response create(String text) {
        ModelBody body = JsonBody.read(text, ModelBody.class);
        String id = lifecycle.create(body.definition(), body.givenConnections(), body.active());
        return created(id);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a model, secrets masked")
    public Response get(@PathParam("id") String id) {
        return edit.shown(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Edits a model by JSON merge patch",
            description = "An active model gets a draft of its next revision; with status ACTIVE it serves at once."
                    + " connections gives keys of existing connections again, due when the endpoint's host changes.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ModelBody.class)))
    public Response edit(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        return edit.patch(id, ifMatch, text);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes a model; its traces and audit entries stay")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Long version = EntityTags.required(ifMatch);
        lifecycle.delete(id, version);
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/confirm")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Checks the draft whole and lets it serve")
    public Response confirm(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Long version = EntityTags.required(ifMatch);
        lifecycle.confirm(id, version);
        return edit.shown(id);
    }

    @POST
    @Path("{id}/copy")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Makes a draft like a model, under a free name and without its secrets")
    public Response copy(@PathParam("id") String id) {
        return created(lifecycle.copy(id));
    }

    @PUT
    @Path("{id}/inferencing")
    @Operation(summary = "Turns the model's switch")
    @RequestBody(content = @Content(schema = @Schema(implementation = SwitchBody.class)))
    public Response inferencing(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        boolean on = SwitchBody.read(text);
        Long version = EntityTags.required(ifMatch);
        lifecycle.switchInferencing(id, on, version);
        return edit.shown(id);
    }

    private Response created(String id) {
        ModelDetail model = catalog.find(id);
        return Response.created(uri.getBaseUriBuilder().path("models").path(id).build())
                .header(HttpHeaders.ETAG, EntityTags.of(model.summary().version()))
                .entity(ModelJson.of(model))
                .build();
    }
}
