package org.externalmodels.samples.claims;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.ConnectionFactory;
import jakarta.resource.cci.Interaction;
import jakarta.resource.cci.MappedRecord;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** Calls the model through the Common Client Interface, with the connector specification's own types and nothing else. */
@Path("/cci")
@RequestScoped
public class CciClaims {

    @Resource(name = "eis/ExternalModelsCci")
    private ConnectionFactory models;

    @GET
    @Produces({"application/json", "text/html; qs=0.9"})
    public ClaimSummary summarise(@QueryParam("claim") @DefaultValue(Claim.EXAMPLE) String text)
            throws ResourceException {
        Claim claim = new Claim(text);
        Connection connection = models.getConnection();
        try {
            Interaction interaction = connection.createInteraction();
            MappedRecord<String, Object> answer = call(interaction, claim);
            return new ClaimSummary(
                    claim.text(),
                    (String) answer.get("text"),
                    (String) answer.get("connection"),
                    (Long) answer.get("inputTokens"),
                    (Long) answer.get("outputTokens"),
                    (String) answer.get("traceId"));
        } finally {
            connection.close();
        }
    }

    @SuppressWarnings("unchecked")
    private MappedRecord<String, Object> call(Interaction interaction, Claim claim) throws ResourceException {
        MappedRecord<String, Object> request = models.getRecordFactory().createMappedRecord("request");
        request.put("model", "claims-gpt");
        request.put("prompt", claim.prompt());
        return (MappedRecord<String, Object>) interaction.execute(null, request);
    }
}
