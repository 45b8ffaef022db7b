package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.externalmodels.registry.lifecycle.TestCalls;

/** Test calls of a model. */
@Path("models/{id}/test")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TestResource {

    private static final String ANSWERED = """
            {"output": "Hello!", "usage": {"inputTokens": 9, "outputTokens": 3},
             "request": {"method": "POST", "url": "https://provider.example/v1/chat",
                         "headers": {"Authorization": "••••••"}, "body": "{\\"prompt\\": \\"Hello\\"}"},
             "response": {"status": 200, "headers": {"content-type": "application/json"},
                          "body": "{\\"answer\\": \\"Hello!\\", \\"usage\\": {\\"input_tokens\\": 9}}"},
             "millis": 412, "error": null,
             "suggestions": {"output": ["answer"], "inputTokens": ["usage.input_tokens"], "outputTokens": []}}""";

    @Inject
    private TestCalls tests;

    @POST
    @Operation(
            summary = "Calls a model with its stored secrets",
            description = "Calls the draft if one is open and no other revision is given. A failure of the provider is"
                    + " part of the answer. suggestions are JSON paths that look like what a template's paths ask for.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = TestBody.class),
                            examples =
                                    @ExampleObject(
                                            name = "prompt",
                                            value = "{\"values\": {\"prompt\": \"Hello\"}, \"connection\": \"main\","
                                                    + " \"revision\": 2}")))
    @APIResponse(
            responseCode = "200",
            description = "What was sent and received",
            content = @Content(examples = @ExampleObject(name = "answered", value = ANSWERED)))
    public JsonObject test(@PathParam("id") String id, String text) {
        TestBody body = JsonBody.read(text, TestBody.class);
        return TestAnswer.of(tests.test(id, body.revisionNumber(), body.connection(), body.javaValues()));
    }

    /**
     * What a test sends.
     *
     * @param values of the variables
     * @param connection the name of a connection, the first if not given
     * @param revision its number; if not given the draft, or the one that serves
     */
    @Schema(name = "Test")
    public record TestBody(Map<String, JsonValue> values, String connection, Integer revision) {

        OptionalInt revisionNumber() {
            return revision == null ? OptionalInt.empty() : OptionalInt.of(revision);
        }

        Map<String, Object> javaValues() {
            return values == null ? Map.of() : JsonValues.toJava(values);
        }
    }
}
