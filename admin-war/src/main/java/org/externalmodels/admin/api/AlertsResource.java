package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.limits.UsageLimits;

/** What was told of limits and budgets. */
@Path("alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AlertsResource {

    @Inject
    private UsageLimits limits;

    @GET
    @Operation(
            summary = "Lists the newest alerts of limits and budgets",
            description =
                    "Budgets are told of at 50, 80 and 100 %, limits when they are reached, each once for its window.")
    public JsonObject list(@QueryParam("limit") String limit) {
        return ListAnswer.of(
                new Slice<>(limits.alerts(ListParameters.limit(limit)), Optional.empty()), JsonRecords::write);
    }
}
