package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.RevisionDetail;
import org.externalmodels.registry.catalog.RevisionHistory;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.lifecycle.ModelLifecycle;

/** The history of a model. */
@Path("models/{id}/revisions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RevisionsResource {

    @Inject
    private RevisionHistory history;

    @Inject
    private ModelLifecycle lifecycle;

    @PathParam("id")
    private String modelId;

    @GET
    @Operation(
            summary = "Lists the revisions of a model, newest first",
            description = "The one that serves is SERVED, the one being edited DRAFT, every other FORMER.")
    @APIResponse(
            responseCode = "200",
            description = "A part of the history",
            content = @Content(examples = @ExampleObject(name = "history", value = """
                    {"items": [
                      {"revision": 2, "status": "DRAFT", "changedBy": "edith", "changedOn": "2026-03-01T12:00:00Z",
                       "confirmedBy": null, "confirmedOn": null, "testedOn": null},
                      {"revision": 1, "status": "SERVED", "changedBy": "ada", "changedOn": "2026-02-01T08:00:00Z",
                       "confirmedBy": "ada", "confirmedOn": "2026-02-01T08:05:00Z",
                       "testedOn": "2026-02-01T08:03:00Z"}],
                     "next": null}""")))
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return ListAnswer.of(
                history.slice(modelId, ListParameters.limit(limit), Optional.ofNullable(after)), JsonRecords::write);
    }

    @GET
    @Path("{revision}")
    @Operation(summary = "Shows a revision with its definition, secrets masked")
    public JsonObject get(@PathParam("revision") String revision) {
        return shown(history.find(modelId, ListParameters.revision("revision", revision)));
    }

    @GET
    @Path("{revision}/difference")
    @Operation(
            summary = "Tells field by field how a revision differs from another",
            description =
                    "with is the revision that counts as the one before, if not given the one with the number before."
                            + " Of a secret value only that it was"
                            + " given again can be told: both sides are masks then, and secret is true.")
    @APIResponse(
            responseCode = "200",
            description = "The fields that differ",
            content = @Content(examples = @ExampleObject(name = "difference", value = """
                    {"items": [
                      {"field": "providerModel", "before": "gpt-4o", "after": "gpt-4.1", "secret": false},
                      {"field": "headers[X-Team].value", "before": "••••••", "after": "••••••", "secret": true}],
                     "next": null}""")))
    public JsonObject difference(@PathParam("revision") String revision, @QueryParam("with") String with) {
        int number = ListParameters.revision("revision", revision);
        int other = with == null ? Math.max(number - 1, 1) : ListParameters.revision("with", with);
        return ListAnswer.of(
                new Slice<>(history.difference(modelId, number, other), Optional.empty()), JsonRecords::write);
    }

    @POST
    @Path("{revision}/restore")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Opens a draft with the definition of a revision",
            description = "In place of the draft that may be open, so If-Match is required. The answer is the draft;"
                    + " its problems tell what has to be given again, such as values of secret headers.")
    public Response restore(@PathParam("revision") String revision, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        int number = ListParameters.revision("revision", revision);
        Long version = EntityTags.required(ifMatch);
        lifecycle.restore(modelId, number, version);
        return DraftResource.shown(history.draft(modelId), lifecycle.obstacles(modelId));
    }

    static JsonObject shown(RevisionDetail revision) {
        return JsonRecords.builder(revision.summary())
                .add("definition", ModelJson.of(revision.definition()))
                .build();
    }
}
