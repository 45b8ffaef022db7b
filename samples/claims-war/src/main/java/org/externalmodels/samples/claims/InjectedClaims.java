package org.externalmodels.samples.claims;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.cdi.Model;

/** Calls the model through a connection that CDI injects: nothing to open, nothing to close. */
@Path("/injected")
@ApplicationScoped
public class InjectedClaims {

    @Inject
    @Model("claims-gpt")
    private ModelConnection gpt;

    @GET
    @Produces({"application/json", "text/html; qs=0.9"})
    public ClaimSummary summarise(@QueryParam("claim") @DefaultValue(Claim.EXAMPLE) String text) {
        Claim claim = new Claim(text);
        return ClaimSummary.of(claim, gpt.infer(InferenceRequest.prompt(claim.prompt())));
    }
}
