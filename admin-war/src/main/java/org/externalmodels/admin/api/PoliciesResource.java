package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.providers.Providers;

/** The policies that a connection's role needs. */
@Path("models/{id}/connections/{cid}/policies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PoliciesResource {

    @Inject
    private ModelCatalog catalog;

    @Inject
    private Providers providers;

    @GET
    @Operation(summary = "Policies that the owner of an account at AWS attaches to the connection's role")
    public JsonObject get(@PathParam("id") String modelId, @PathParam("cid") String id) {
        AwsAccess access = catalog.connection(modelId, id).access();
        return JsonRecords.write(providers.policies(access.roleArn(), access.externalId()));
    }
}
