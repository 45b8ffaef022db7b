package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.UUID;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each endpoint of OpenAI's refuses in the same words, and each refusal is in the traces. */
class EndpointRefusalsIT {

    private final Product product = new Product(QuickStart.server());

    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @EnumSource(names = {"CHAT_COMPLETIONS", "RESPONSES", "EMBEDDINGS", "IMAGES", "TRANSCRIPTIONS"})
    @interface EachEndpoint {}

    @EachEndpoint
    void aModelThatIsOff(WayIn way) {
        Definition definition = product.definition("off");
        String id = product.add(way.model(product, definition));
        product.switchModel(id, false);

        assertRefused(
                way.call(product, definition.name(), id),
                definition.name(),
                403,
                "permission_error",
                "MODEL_NOT_ACTIVE",
                "the model is not active: its inferencing is switched off");
    }

    @EachEndpoint
    void aConnectionThatIsOff(WayIn way) {
        Definition definition = product.definition("off");
        String id = product.add(way.model(product, definition));
        product.switchConnection(id, Definition.CONNECTION, false);

        assertThat(way.call(product, definition.name() + "/" + Definition.CONNECTION, id))
                .isEqualTo(refusal(
                        403,
                        "permission_error",
                        "CONNECTION_NOT_ACTIVE",
                        "Model '" + definition.name() + "', connection '" + Definition.CONNECTION
                                + "': the connection is not active: its inferencing is switched off"));
        assertTraced(definition.name(), "CONNECTION_NOT_ACTIVE");
        assertRefused(
                way.call(product, definition.name(), id),
                definition.name(),
                403,
                "permission_error",
                "NO_ACTIVE_CONNECTION",
                "every connection of the model is switched off");
    }

    @EachEndpoint
    void aDraft(WayIn way) {
        Definition definition = product.definition("draft").asDraft();
        String id = product.add(way.model(product, definition));

        assertRefused(
                way.call(product, definition.name(), id),
                definition.name(),
                403,
                "permission_error",
                "MODEL_NOT_ACTIVE",
                "the model is not active: it is a draft");
    }

    @EachEndpoint
    void aModelThatNobodyRegistered(WayIn way) {
        String name = "unknown-" + UUID.randomUUID();

        assertRefused(
                way.call(product, name, null),
                name,
                404,
                "invalid_request_error",
                "MODEL_NOT_FOUND",
                "no model of this name is registered");
        assertThat(product.traces(name))
                .as("nobody was asked, which costs nothing")
                .allSatisfy(trace -> assertThat(trace.getJsonNumber("cost").bigDecimalValue())
                        .isZero());
    }

    @EachEndpoint
    void aCallBeyondALimit(WayIn way) {
        Definition definition = product.definition("limited");
        String id = product.add(way.model(product, definition));
        String limit = "limit-" + UUID.randomUUID();
        assertThat(product.administrator()
                        .post(
                                "/api/v1/limits",
                                Json.createObjectBuilder()
                                        .add("name", limit)
                                        .add("measure", "requests-per-minute")
                                        .add("amount", 1)
                                        .add("model", definition.name())
                                        .build())
                        .status())
                .isEqualTo(201);

        assertThat(way.call(product, definition.name(), id)).startsWith("200 ");
        assertThat(way.call(product, definition.name(), id))
                .isEqualTo(refusal(
                        429,
                        "rate_limit_error",
                        "LIMIT_EXCEEDED",
                        "Model '" + definition.name() + "', connection '" + Definition.CONNECTION + "': the limit '"
                                + limit + "' of 1 request a minute is reached"));
        assertTraced(definition.name(), "LIMIT_EXCEEDED");
    }

    private void assertRefused(String answer, String model, int status, String type, String code, String why) {
        assertThat(answer).isEqualTo(refusal(status, type, code, "Model '" + model + "': " + why));
        assertTraced(model, code);
    }

    private static String refusal(int status, String type, String code, String message) {
        return status + " "
                + Json.createObjectBuilder()
                        .add(
                                "error",
                                Json.createObjectBuilder()
                                        .add("message", message)
                                        .add("type", type)
                                        .add(
                                                "param",
                                                code.equals("MODEL_NOT_FOUND")
                                                        ? Json.createValue("model")
                                                        : JsonValue.NULL)
                                        .add("code", code))
                        .build();
    }

    private void assertTraced(String model, String code) {
        await().untilAsserted(() ->
                assertThat(product.traces(model)).anyMatch(trace -> code.equals(trace.getString("code", null))));
    }
}
