package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.exchange.Exchange;
import org.externalmodels.registry.json.JsonRecords;

/** Takes a document in: authorization profiles, models, prices and limits. */
@Path("import")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private static final String EXAMPLE = """
            format: external-models/1
            authorizationProfiles:
              - name: claims-gateway
                type: OAUTH2_CLIENT_CREDENTIALS
                tokenEndpoint: https://login.example.com/oauth2/token
                clientId: claims
                clientSecret: {config: EXTERNAL_MODELS_SECRET_GATEWAY}
            models:
              - name: claims-gpt
                integration: EASY
                provider: openai
                providerModel: gpt-4o
                connections:
                  - name: main
                    secret: {config: EXTERNAL_MODELS_SECRET_CLAIMS}
            prices:
              - model: claims-gpt
                effectiveFrom: 2026-01-01T00:00:00Z
                currency: USD
                input: 2.50
                output: 10
            limits:
              - name: claims per minute
                measure: requests-per-minute
                amount: 600
                model: claims-gpt
            """;

    @Inject
    private Exchange exchange;

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Makes the registry as a YAML document has it, all of it or nothing",
            description = "What the document does not name stays as it is. A dry run tells what would be added and"
                    + " changed, and what is wrong.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = ExportResource.YAML,
                            examples = @ExampleObject(name = "easy", value = EXAMPLE)))
    public JsonObject importDocument(@QueryParam("dryRun") String dryRun, String text) {
        if (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false")) {
            throw new ApiException(
                    400, "dryRun must be true or false", DefinitionProblem.of("dryRun", "must be true or false"));
        }
        if (text == null || text.isBlank()) {
            throw new ApiException(400, "The request needs a YAML document as its body.");
        }
        return JsonRecords.write(exchange.importDocument(text, "true".equals(dryRun)));
    }
}
