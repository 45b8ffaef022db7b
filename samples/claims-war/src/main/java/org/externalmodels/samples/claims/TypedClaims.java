package org.externalmodels.samples.claims;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.OptionalLong;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/** Calls the model through the typed interface: inject a factory, get a connection, call. */
@Path("/")
@RequestScoped
public class TypedClaims {

    @Resource(lookup = "eis/ExternalModels")
    private ModelConnectionFactory models;

    @GET
    @Produces({"application/json", "text/html; qs=0.9"})
    public ClaimSummary summarise(@QueryParam("claim") @DefaultValue(Claim.EXAMPLE) String text) {
        Claim claim = new Claim(text);
        try (ModelConnection gpt = models.getConnection("claims-gpt")) {
            InferenceResponse answer = gpt.infer(InferenceRequest.prompt(claim.prompt()));
            return new ClaimSummary(
                    claim.text(),
                    answer.text(),
                    answer.connectionName(),
                    orNull(answer.usage().inputTokens()),
                    orNull(answer.usage().outputTokens()),
                    answer.traceId());
        }
    }

    private static Long orNull(OptionalLong tokens) {
        return tokens.isPresent() ? tokens.getAsLong() : null;
    }
}
