package org.externalmodels.samples.triage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** The process for programs. */
@Path("/claims")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ClaimsApi {

    @Inject
    private Claims claims;

    @GET
    public List<ClaimState> some(@QueryParam("from") @DefaultValue("0") int from) {
        return claims.page(Math.max(from, 0)).claims();
    }

    @POST
    public Response register(JsonObject body) {
        NewClaim claim = NewClaim.of(body);
        String problem = claim.problem();
        return problem == null
                ? Response.status(Response.Status.CREATED)
                        .entity(Map.of("id", claims.register(claim.claim(), claim.amount())))
                        .build()
                : Response.status(Response.Status.BAD_REQUEST)
                        .entity(Map.of("problem", problem))
                        .build();
    }

    @POST
    @Path("/{id}/decision/{decision}")
    @Consumes(MediaType.WILDCARD)
    public Response decide(@PathParam("id") String id, @PathParam("decision") Decision decision) {
        return claims.decide(id, decision)
                ? Response.noContent().build()
                : Response.status(Response.Status.CONFLICT)
                        .entity(Map.of("problem", "The claim does not wait for a decision."))
                        .build();
    }
}
