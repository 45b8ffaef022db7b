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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.registry.lifecycle.TestCalls;

/** Test calls of a model. */
@Path("models/{id}/test")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TestResource {

    @Inject
    private TestCalls tests;

    @POST
    @Operation(
            summary = "Calls a model with its stored secrets",
            description = "Calls the draft if one is open. A failure of the provider is part of the answer.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TestBody.class)))
    public JsonObject test(@PathParam("id") String id, String text) {
        TestBody body = JsonBody.read(text, TestBody.class);
        return TestAnswer.of(tests.test(id, body.connection(), body.javaValues()));
    }

    /**
     * What a test sends.
     *
     * @param values of the variables
     * @param connection the name of a connection, the first if not given
     */
    @Schema(name = "Test")
    public record TestBody(Map<String, JsonValue> values, String connection) {

        Map<String, Object> javaValues() {
            return values == null ? Map.of() : JsonValues.toJava(values);
        }
    }
}
