package org.externalmodels.samples.claims;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/** Calls the model through the typed interface: inject a factory, get a connection, call. */
@Path("/")
@RequestScoped
public class TypedClaims {

    @Resource(name = "eis/ExternalModels")
    private ModelConnectionFactory models;

    @GET
    @Produces({"application/json", "text/html; qs=0.9"})
    public ClaimSummary summarise(@QueryParam("claim") @DefaultValue(Claim.EXAMPLE) String text) {
        Claim claim = new Claim(text);
        try (ModelConnection gpt = models.getConnection("claims-gpt")) {
            return ClaimSummary.of(claim, gpt.infer(InferenceRequest.prompt(claim.prompt())));
        }
    }
}
