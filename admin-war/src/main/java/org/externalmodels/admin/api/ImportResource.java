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

/** Takes a document of models in. */
@Path("import")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private static final String EXAMPLE = """
            format: external-models/1
            models:
              - name: claims-gpt
                integration: EASY
                provider: openai
                providerModel: gpt-4o
                connections:
                  - name: main
                    secret: {config: EXTERNAL_MODELS_SECRET_CLAIMS}
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
            throw new ApiException(400, "dryRun is true or false", DefinitionProblem.of("dryRun", "is true or false"));
        }
        if (text == null || text.isBlank()) {
            throw new ApiException(400, "The request needs a YAML document as its body.");
        }
        return JsonRecords.write(exchange.importDocument(text, "true".equals(dryRun)));
    }
}
