package org.externalmodels.integration;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.UUID;

/** A model as it is posted to the management API, by default one that the sandbox serves. */
record Definition(String name, URI endpoint, String apiKey, String fault, String status) {

    static final String CONNECTION = "main";

    /** Names are never used twice, so that tests can share a server. */
    static Definition of(String what, URI endpoint) {
        return new Definition(what + "-" + UUID.randomUUID(), endpoint, key("sk-test"), null, "ACTIVE");
    }

    /** The key of a connection is unique in its model only, but a log is searched for each. */
    static String key(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    /** A draft of a format with a template, which has a variable of its own. */
    static JsonObject draftOfATemplate(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("integration", "EASY")
                .add("provider", "bedrock")
                .add("structure", "bedrock-invoke")
                .add("providerModel", "amazon.nova-lite-v1:0")
                .add(
                        "variables",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "topic")
                                        .add("type", "string")
                                        .add("required", true)))
                .add("body", "{\"input\": \"{{topic}}\"}")
                .add("paths", Json.createObjectBuilder().add("output", "outputs[0].text"))
                .add("status", "DRAFT")
                .build();
    }

    Definition withFault(String value) {
        return new Definition(name, endpoint, apiKey, value, status);
    }

    Definition withApiKey(String value) {
        return new Definition(name, endpoint, value, fault, status);
    }

    Definition asDraft() {
        return new Definition(name, endpoint, apiKey, fault, "DRAFT");
    }

    JsonObject json() {
        JsonArrayBuilder headers = Json.createArrayBuilder();
        if (fault != null) {
            headers.add(Json.createObjectBuilder()
                    .add("name", "X-Sandbox-Fault")
                    .add("value", fault)
                    .add("secret", false));
        }
        return Json.createObjectBuilder()
                .add("name", name)
                .add("integration", "API")
                .add("endpoint", endpoint.toString())
                .add("structure", "openai-chat")
                .add("providerModel", "sandbox-1")
                .add("features", Json.createArrayBuilder().add("streaming"))
                .add("modalities", Json.createArrayBuilder().add("text-to-text"))
                .add("headers", headers)
                .add(
                        "connections",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", CONNECTION)
                                        .add("apiKey", apiKey)))
                .add("status", status)
                .build();
    }
}
