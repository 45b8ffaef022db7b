package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.submissions.SubmissionOffice;

/** Submissions whose results are not delivered yet, on the server that is asked. */
@Path("submissions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionsResource {

    @Inject
    private SubmissionOffice submissions;

    @GET
    @Operation(
            summary = "Lists the submissions of this server that wait, in the order in which they were submitted",
            description =
                    "Those that were accepted and whose results are neither delivered nor dead letters. Each server keeps its own. What was asked and answered is not shown. The state is WAITING, CALLING or ANSWERED; listened says whether a message-driven bean for the result is active on this server: without one a submission waits. Beside the items, inDoubt is how many submissions are part of a transaction that is prepared and that the server has not settled: submitted in it, or delivered in it. Where it stays above zero the server does not recover its transactions.")
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        JsonObject list = ListAnswer.of(
                submissions.slice(Optional.empty(), ListParameters.limit(limit), Optional.ofNullable(after)),
                SubmissionsResource::json);
        return Json.createObjectBuilder(list)
                .add("inDoubt", submissions.inDoubt())
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Shows a submission that waits",
            description = "404 as soon as its result is delivered, or is a dead letter.")
    public JsonObject get(@PathParam("id") String id) {
        return json(submissions.find(id));
    }

    private static JsonObject json(WaitingSubmission submission) {
        return Json.createObjectBuilder()
                .add("id", submission.id())
                .add("destination", submission.destination())
                .add("correlationId", submission.correlationId())
                .add("model", submission.model())
                .add("connection", json(submission.connection()))
                .add("submittedAt", submission.submittedAt().toString())
                .add("state", submission.state().name())
                .add("since", submission.since().toString())
                .add("calls", submission.calls())
                .add("deliveries", submission.deliveries())
                .add("listened", submission.listened())
                .add("reason", json(submission.reason()))
                .build();
    }

    private static JsonValue json(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
