package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.registry.billing.BillExports;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingQuery;

/** A bill as a file. */
@Path("billing.csv")
@RequestScoped
@OwnQuery
public class BillingCsvResource {

    @Inject
    private Billing billing;

    @Inject
    private BillExports exports;

    @Context
    private UriInfo uri;

    @GET
    @Operation(
            summary = "Downloads usage and cost as CSV",
            description = "Takes the parameters of GET billing. The download is recorded in the audit log.")
    public Response download() throws IOException {
        BillingQuery query = UsageParameters.of(uri.getQueryParameters()).billing(Instant.now());
        return BillingAnswer.csv(query, BillingAnswer.of(billing, query), exports);
    }
}
