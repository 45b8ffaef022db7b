package org.externalmodels.samples.letters;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class LettersApi {

    @Inject
    private Letters letters;

    @GET
    public Map<String, Long> waiting() {
        return Map.of("waiting", letters.waiting());
    }

    /** Receives letters, for which any model may be named that summarises them. */
    @POST
    public Response receive(@QueryParam("model") @DefaultValue("claims-gpt") String model, List<String> texts) {
        try {
            return Response.status(Response.Status.CREATED)
                    .entity(Map.of("ids", letters.receive(model, texts)))
                    .build();
        } catch (IllegalArgumentException blank) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(Map.of("problem", blank.getMessage()))
                    .build();
        }
    }

    @GET
    @Path("/{id}")
    public LetterState find(@PathParam("id") String id) {
        return letters.find(id).orElseThrow(NotFoundException::new);
    }
}
