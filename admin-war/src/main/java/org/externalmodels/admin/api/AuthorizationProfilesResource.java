package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
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
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.admin.consent.CallbackAddress;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.profiles.AuthorizationProfiles;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileConsents;
import org.externalmodels.registry.profiles.ProfileDetail;
import org.externalmodels.registry.profiles.ProfileTests;

/** Authorization profiles. */
@Path("authorization-profiles")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AuthorizationProfilesResource {

    @Inject
    private ProfileCatalog catalog;

    @Inject
    private AuthorizationProfiles profiles;

    @Inject
    private ProfileTests tests;

    @Inject
    private ProfileConsents consents;

    @Inject
    private CallbackAddress callback;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "Lists authorization profiles by name")
    public JsonObject list(
            @QueryParam("limit") String limit, @QueryParam("after") String after, @QueryParam("search") String search) {
        return ListAnswer.of(
                catalog.slice(Optional.ofNullable(search), ListParameters.limit(limit), Optional.ofNullable(after)),
                JsonRecords::write);
    }

    @POST
    @Operation(
            summary = "Adds an authorization profile",
            description = "Models refer to it by name, and send it where its owner or an administrator uses it.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ProfileBody.class),
                            examples = {
                                @ExampleObject(
                                        name = "API key in a header",
                                        value = "{\"name\": \"crm\", \"type\": \"API_KEY\", \"placement\": \"HEADER\","
                                                + " \"parameter\": \"X-Api-Key\", \"key\": \"…\"}"),
                                @ExampleObject(
                                        name = "OAuth 2 client credentials",
                                        value = "{\"name\": \"idp\", \"type\": \"OAUTH2_CLIENT_CREDENTIALS\","
                                                + " \"tokenEndpoint\": \"https://login.example/{tenant}/token\","
                                                + " \"clientId\": \"claims\", \"clientSecret\": \"…\","
                                                + " \"clientAuthentication\": \"POST\", \"scope\": \"models\","
                                                + " \"fields\": [{\"name\": \"tenant\", \"value\": \"acme\","
                                                + " \"placement\": \"PATH\"}]}"),
                                @ExampleObject(
                                        name = "Role at AWS",
                                        value = "{\"name\": \"bedrock\", \"type\": \"AWS_ROLE\", \"roleArn\":"
                                                + " \"arn:aws:iam::123456789012:role/models\", \"region\":"
                                                + " \"eu-central-1\", \"externalId\": \"claims-4711\"}")
                            }))
    public Response create(String text) {
        String id = profiles.create(JsonBody.read(text, ProfileBody.class).given());
        ProfileDetail profile = catalog.find(id);
        return Response.created(uri.getBaseUriBuilder()
                        .path("authorization-profiles")
                        .path(id)
                        .build())
                .header(HttpHeaders.ETAG, EntityTags.of(profile.summary().version()))
                .entity(ProfileJson.of(profile))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows an authorization profile, secrets masked, with the models that refer to it")
    public Response get(@PathParam("id") String id) {
        return shown(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Edits an authorization profile by JSON merge patch",
            description =
                    "Secrets that are not given stay; a token endpoint on another host needs them again. The models"
                            + " that refer to the profile use it as it is now.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ProfileBody.class),
                            examples = @ExampleObject(name = "Another key", value = "{\"key\": \"…\"}")))
    public Response edit(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        JsonObject patch = JsonBody.object(text);
        ProfileDetail seen = catalog.find(id);
        Long version = EntityTags.required(
                ifMatch, "The profile " + seen.summary().name(), seen.summary().version());
        profiles.edit(id, version, ProfileJson.patched(seen, patch).given());
        return shown(id);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Deletes an authorization profile",
            description = "Refused with 409 while models refer to it; the answer names them.")
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Long version = EntityTags.required(ifMatch);
        profiles.delete(id, version);
        return Response.noContent().build();
    }

    @GET
    @Path("{id}/authorize")
    @Operation(
            summary = "Begins the authorization of a profile by the owner of an account",
            description =
                    "Send your browser to url within ten minutes. It comes back to redirectUri, which the other side"
                            + " must know as an address of this client; then the profile is configured.")
    public JsonObject authorize(@PathParam("id") String id, @Context HttpServletRequest request) {
        URI back = callback.of(request);
        return Json.createObjectBuilder()
                .add("url", consents.begin(id, back).toString())
                .add("redirectUri", back.toString())
                .build();
    }

    @POST
    @Path("{id}/test")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Tries an authorization profile",
            description = "Fetches a token or assumes the role, as calls do; for fixed credentials shows what would be"
                    + " sent. A refusal is part of the answer, in the words of who refused.")
    public JsonObject test(@PathParam("id") String id) {
        return JsonRecords.write(tests.test(id));
    }

    private Response shown(String id) {
        ProfileDetail profile = catalog.find(id);
        return Response.ok(ProfileJson.of(profile))
                .header(HttpHeaders.ETAG, EntityTags.of(profile.summary().version()))
                .build();
    }
}
