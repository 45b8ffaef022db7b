package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.keys.ApplicationKeyDetail;
import org.externalmodels.registry.keys.ApplicationKeys;
import org.externalmodels.registry.keys.IssuedKey;

/** Keys with which applications call models over HTTP. */
@Path("application-keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ApplicationKeysResource {

    @Inject
    private ApplicationKeys keys;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "Lists application keys by name, masked")
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return ListAnswer.of(
                keys.slice(Optional.empty(), ListParameters.limit(limit), Optional.ofNullable(after)),
                JsonRecords::write);
    }

    @POST
    @Operation(summary = "Makes an application key", description = "The answer is the only one that has the key in it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ApplicationKeyBody.class)))
    public Response create(String text) {
        IssuedKey issued =
                keys.create(JsonBody.read(text, ApplicationKeyBody.class).given());
        return issued(
                Response.created(uri.getBaseUriBuilder()
                        .path("application-keys")
                        .path(issued.id())
                        .build()),
                issued);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows an application key, masked")
    public Response get(@PathParam("id") String id) {
        return shown(keys.find(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Edits an application key by JSON merge patch",
            description = "enabled false takes effect on every server within two seconds.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ApplicationKeyBody.class)))
    public Response edit(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        JsonObject patch = JsonBody.object(text);
        ApplicationKeyDetail seen = keys.find(id);
        Long version = EntityTags.required(ifMatch, "The application key " + seen.name(), seen.version());
        keys.edit(id, version, ApplicationKeyBody.patched(seen, patch).given());
        return shown(keys.find(id));
    }

    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Puts a new key in the place of the old one",
            description = "The answer is the only one that has the new key in it."
                    + " The old one is still taken for overlapSeconds, 0 if not given.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RotationBody.class)))
    public Response rotate(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        Long version = EntityTags.required(ifMatch);
        Duration overlap = text == null || text.isBlank()
                ? Duration.ZERO
                : JsonBody.read(text, RotationBody.class).overlap();
        return issued(Response.ok(), keys.rotate(id, version, overlap));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes an application key; calls with it are refused on every server within two seconds")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Long version = EntityTags.required(ifMatch);
        keys.delete(id, version);
        return Response.noContent().build();
    }

    private Response issued(Response.ResponseBuilder response, IssuedKey issued) {
        ApplicationKeyDetail key = keys.find(issued.id());
        JsonObjectBuilder json = Json.createObjectBuilder(JsonRecords.write(key));
        json.add("key", issued.key().reveal());
        return response.header(HttpHeaders.ETAG, EntityTags.of(key.version()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(json.build())
                .build();
    }

    private static Response shown(ApplicationKeyDetail key) {
        return Response.ok(JsonRecords.write(key))
                .header(HttpHeaders.ETAG, EntityTags.of(key.version()))
                .build();
    }

    /**
     * How a key is rotated.
     *
     * @param overlapSeconds for how long the old key is still taken
     */
    @Schema(name = "Rotation")
    public record RotationBody(Long overlapSeconds) {
        Duration overlap() {
            return Duration.ofSeconds(overlapSeconds == null ? 0 : overlapSeconds);
        }
    }
}
