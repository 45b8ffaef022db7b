package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.catalog.RevisionDetail;
import org.externalmodels.registry.catalog.RevisionHistory;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.lifecycle.ModelLifecycle;

/** The open draft of a model. */
@Path("models/{id}/draft")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DraftResource {

    @Inject
    private RevisionHistory history;

    @Inject
    private ModelLifecycle lifecycle;

    @Inject
    private ModelEdit edit;

    @PathParam("id")
    private String modelId;

    @GET
    @Operation(
            summary = "Shows the open draft of a model, secrets masked",
            description = "problems is all that confirm would refuse it for. The ETag is the model's.")
    public Response get() {
        return shown(history.draft(modelId), lifecycle.obstacles(modelId));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Edits the draft by JSON merge patch, and opens one if none is",
            description = "The same as PATCH of the model, and answered with the model.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ModelBody.class)))
    public Response edit(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        return edit.patch(modelId, ifMatch, text);
    }

    @DELETE
    @Operation(summary = "Drops the draft of an active model")
    public Response discard(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Long version = EntityTags.required(ifMatch);
        lifecycle.discardDraft(modelId, version);
        return edit.shown(modelId);
    }

    static Response shown(RevisionDetail draft, List<DefinitionProblem> obstacles) {
        JsonArrayBuilder problems = Json.createArrayBuilder();
        obstacles.forEach(problem -> problems.add(Problem.json(problem)));
        return Response.ok(Json.createObjectBuilder(RevisionsResource.shown(draft))
                        .add("problems", problems)
                        .build())
                .header(HttpHeaders.ETAG, EntityTags.of(draft.modelVersion()))
                .build();
    }
}
