package org.externalmodels.samples.triage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The process for people. */
@Path("/")
@RequestScoped
@Produces("text/html; charset=UTF-8")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ClaimsPage {

    @Inject
    private Claims claims;

    @Context
    private UriInfo address;

    @GET
    public Response show(@QueryParam("from") @DefaultValue("0") int from) {
        return page(Response.Status.OK, new NewClaim("", null), null, Math.max(from, 0));
    }

    @POST
    public Response register(@FormParam("claim") String text, @FormParam("amount") String amount) {
        NewClaim claim = new NewClaim(text, number(amount));
        if (claim.problem() != null) {
            return page(Response.Status.BAD_REQUEST, claim, claim.problem());
        }
        claims.register(claim.claim(), claim.amount());
        return again();
    }

    @POST
    @Path("/decide")
    public Response decide(@FormParam("id") String id, @FormParam("decision") Decision decision) {
        return decision != null && claims.decide(id, decision)
                ? again()
                : page(
                        Response.Status.CONFLICT,
                        new NewClaim("", null),
                        "That claim does not wait for a decision any more.");
    }

    private Response again() {
        return Response.seeOther(address.getBaseUri()).build();
    }

    private Response page(Response.Status status, NewClaim typed, String problem) {
        return page(status, typed, problem, 0);
    }

    private Response page(Response.Status status, NewClaim typed, String problem, int from) {
        return Response.status(status)
                .entity(TriageHtml.page(address.getBaseUri().getPath(), typed, problem, claims.page(from)))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .build();
    }

    private static Long number(String text) {
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
