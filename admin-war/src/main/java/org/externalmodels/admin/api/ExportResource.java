package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.exchange.Exchange;

/** All models as one document. */
@Path("export")
@RequestScoped
public class ExportResource {

    static final String YAML = "application/yaml";

    @Inject
    private Exchange exchange;

    @GET
    @Produces({YAML, MediaType.WILDCARD})
    @Operation(
            summary = "All models as one YAML document, without secrets",
            description = "With secrets=references each secret gets a name, under which an import looks for it in the"
                    + " configuration of its server.")
    public Response export(
            @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {"omit", "references"},
                                            defaultValue = "omit"))
                    @QueryParam("secrets")
                    String secrets) {
        if (secrets != null && !secrets.equals("omit") && !secrets.equals("references")) {
            throw new ApiException(
                    400,
                    "secrets must be omit or references",
                    DefinitionProblem.of("secrets", "must be omit or references"));
        }
        return Response.ok(exchange.export("references".equals(secrets)), YAML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"external-models.yaml\"")
                .build();
    }
}
