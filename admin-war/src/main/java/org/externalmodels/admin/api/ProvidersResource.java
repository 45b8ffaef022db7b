package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.providers.ProviderCredentials;
import org.externalmodels.registry.providers.Providers;

/** The known providers and their models. */
@Path("providers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProvidersResource {

    private static final String KEY = "{\"apiKey\": \"sk-…\", \"baseUrl\": null}";

    @Inject
    private Providers providers;

    @GET
    @Operation(summary = "Lists the known providers")
    public JsonObject list() {
        return ListAnswer.of(new Slice<>(providers.list(), Optional.empty()), JsonRecords::write);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a provider")
    public JsonObject get(@PathParam("id") String id) {
        return JsonRecords.write(providers.find(id));
    }

    @GET
    @Path("{id}/models")
    @Operation(
            summary = "Lists a provider's models as they are shipped",
            description =
                    "Prices are for a million tokens, as of the day that is given with them; unknown ones are null.")
    public JsonObject models(
            @PathParam("id") String id,
            @QueryParam("search") String search,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        return ListAnswer.of(
                providers.models(
                        id, Optional.ofNullable(search), ListParameters.limit(limit), Optional.ofNullable(after)),
                JsonRecords::write);
    }

    @POST
    @Path("{id}/models/refresh")
    @Operation(summary = "Asks the provider itself which models there are; nothing of it is stored")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CredentialsBody.class),
                            examples = @ExampleObject(name = "key", value = KEY)))
    public JsonObject refresh(@PathParam("id") String id, String text) {
        CredentialsBody body = JsonBody.read(text, CredentialsBody.class);
        return ListAnswer.of(
                new Slice<>(providers.refresh(id, body.credentials()), Optional.empty()), JsonRecords::write);
    }

    @POST
    @Path("{id}/check")
    @Operation(
            summary = "Asks the provider whether it accepts a key or a role that is not stored",
            description = "A refusal is part of the answer, in the provider's words and step by step.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CredentialsBody.class),
                            examples = {
                                @ExampleObject(name = "key", value = KEY),
                                @ExampleObject(
                                        name = "role",
                                        value = "{\"roleArn\": \"arn:aws:iam::123456789012:role/models\","
                                                + " \"region\": \"eu-central-1\","
                                                + " \"providerModel\": \"amazon.nova-lite-v1:0\"}")
                            }))
    public JsonObject check(@PathParam("id") String id, String text) {
        CredentialsBody body = JsonBody.read(text, CredentialsBody.class);
        return CheckJson.of(providers.check(id, body.credentials(), body.providerModel()));
    }

    @GET
    @Path("bedrock/policies")
    @Operation(summary = "Policies that the owner of an account at AWS attaches to a role, ready to be copied")
    public JsonObject policies(@QueryParam("roleArn") String roleArn, @QueryParam("externalId") String externalId) {
        return JsonRecords.write(providers.policies(roleArn, externalId));
    }

    /**
     * Credentials as they are given, for one question.
     *
     * @param providerModel a model to be asked for as well
     */
    @Schema(name = "ProviderCredentials")
    public record CredentialsBody(
            String apiKey,
            String baseUrl,
            String apiVersion,
            String roleArn,
            String region,
            String stsRegion,
            String externalId,
            String providerModel) {

        ProviderCredentials credentials() {
            var connection = new ModelBody.ConnectionBody(
                    "", apiKey, baseUrl, apiVersion, roleArn, region, stsRegion, externalId, null, null);
            return new ProviderCredentials(
                    Optional.ofNullable(apiKey).map(Secret::of),
                    connection.address(Optional.ofNullable(baseUrl)),
                    connection.access());
        }

        @Override
        public String toString() {
            return "ProviderCredentials";
        }
    }
}
