package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.inference.spi.DeadLetter;
import org.externalmodels.registry.deadletters.DeadLetterOffice;
import org.externalmodels.registry.json.Json;

/** Results of submissions that no listener took, on the server that is asked. */
@Path("dead-letters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeadLettersResource {

    @Inject
    private DeadLetterOffice letters;

    @GET
    @Operation(
            summary = "Lists the dead letters of this server in the order in which they were submitted",
            description =
                    "Results of submissions that no message-driven bean took within its redelivery limit. Each server keeps its own. What was asked and answered is not shown.")
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return ListAnswer.of(
                letters.slice(Optional.empty(), ListParameters.limit(limit), Optional.ofNullable(after)),
                DeadLettersResource::json);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a dead letter")
    public JsonObject get(@PathParam("id") String id) {
        return json(letters.find(id));
    }

    @POST
    @Path("{id}/resend")
    @Operation(
            summary = "Delivers a dead letter again",
            description =
                    "With all of its redeliveries before it. If its call failed, the model is asked again; an answer is delivered as it is.")
    public Response resend(@PathParam("id") String id) {
        letters.resend(id);
        return Response.noContent().build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Discards a dead letter for good")
    public Response discard(@PathParam("id") String id) {
        letters.discard(id);
        return Response.noContent().build();
    }

    private static JsonObject json(DeadLetter letter) {
        return Json.createObjectBuilder()
                .add("id", letter.id())
                .add("destination", letter.destination())
                .add("correlationId", letter.correlationId())
                .add("model", letter.model())
                .add(
                        "connection",
                        letter.connection().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("submittedAt", letter.submittedAt().toString())
                .add("diedAt", letter.diedAt().toString())
                .add("deliveries", letter.deliveries())
                .add("reason", letter.reason())
                .build();
    }
}
