package org.externalmodels.integration;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.UUID;

/** Models behind different wire formats, all served by the sandbox, with every feature on that the format has. */
enum ServedModel {
    OPENAI("openai-chat", "/openai/v1/chat/completions"),
    RESPONSES("openai-responses", "/openai/v1/responses"),
    AZURE("azure-openai", "/azure/openai/deployments/sandbox-1/chat/completions?api-version=2024-10-21"),
    GOOGLE("google-generate-content", "/google"),
    ANTHROPIC("anthropic-messages", "/anthropic"),
    COHERE("cohere-chat", "/cohere"),
    BEDROCK("bedrock-converse", "/bedrock"),
    INVOKE("bedrock-invoke", "/bedrock") {
        @Override
        JsonObjectBuilder definition(Product product, boolean streaming) {
            return template(
                    super.definition(product, streaming),
                    variables().add(maxTokens()),
                    "{\"inputText\": \"{{prompt}}\", \"textGenerationConfig\": {\"maxTokenCount\": {{max_tokens}}}}",
                    Json.createObjectBuilder()
                            .add("output", "results[0].outputText")
                            .add("inputTokens", "inputTextTokenCount")
                            .add("outputTokens", "results[0].tokenCount")
                            .add("delta", "outputText"));
        }
    },
    TEMPLATE("template", "/any/complete") {
        @Override
        JsonObjectBuilder definition(Product product, boolean streaming) {
            JsonObjectBuilder plain = super.definition(product, streaming).remove("providerModel");
            if (streaming) {
                plain.add("endpoint", product.uri("/sandbox/any/stream").toString());
            }
            return template(
                    plain,
                    variables(),
                    "{\"input\": {\"text\": \"{{prompt}}\"}}",
                    Json.createObjectBuilder()
                            .add("output", "result.outputs[0].text")
                            .add("inputTokens", "meta.usage.in")
                            .add("outputTokens", "meta.usage.out")
                            .add("delta", "delta.text"));
        }
    };

    private static final List<String> FEATURES =
            List.of("structured-response", "streaming", "tool-calling", "parallel-tool-calling");

    private final String structure;
    private final String path;

    ServedModel(String structure, String path) {
        this.structure = structure;
        this.path = path;
    }

    /** Whether its wire format has a prompt and nothing else: neither tools nor schemas nor images. */
    boolean onlyChats() {
        return this == INVOKE || this == TEMPLATE;
    }

    /** Registers one under a name of its own, which it gives. */
    String add(Product product) {
        return add(product, definition(product, false));
    }

    /** As {@link #add(Product)}, for streams; only a template has another address for them. */
    String addStreaming(Product product) {
        return add(product, definition(product, true));
    }

    static String addEmbeddings(Product product) {
        return add(product, OPENAI.definition(product, "sandbox-embedding-1", "text-to-embedding"));
    }

    static String addImages(Product product) {
        return add(product, OPENAI.definition(product, "sandbox-image-1", "text-to-image"));
    }

    static String addTranscriptions(Product product) {
        return add(product, OPENAI.definition(product, "sandbox-transcribe-1", "audio-to-text"));
    }

    /** As {@link #add(Product)}, with a fault at the provider. */
    String add(Product product, String fault) {
        return add(
                product,
                definition(product, false)
                        .add(
                                "headers",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("name", "X-Sandbox-Fault")
                                                .add("value", fault)
                                                .add("secret", false))));
    }

    JsonObjectBuilder definition(Product product, boolean streaming) {
        return onlyChats()
                ? definition(product, "sandbox-1", "text-to-text")
                        .add("features", Json.createArrayBuilder().add("streaming"))
                : definition(product, "sandbox-1", "text-to-text", "image-to-text");
    }

    private JsonObjectBuilder definition(Product product, String providerModel, String... modalities) {
        JsonArrayBuilder gives = Json.createArrayBuilder(List.of(modalities));
        return Json.createObjectBuilder()
                .add("name", structure + "-" + UUID.randomUUID())
                .add("integration", "API")
                .add("endpoint", product.uri("/sandbox" + path).toString())
                .add("structure", structure)
                .add("providerModel", providerModel)
                .add("features", Json.createArrayBuilder(FEATURES))
                .add("modalities", gives)
                .add(
                        "connections",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "main")
                                        .add("apiKey", Definition.key("sk-served"))))
                .add("status", "ACTIVE");
    }

    private static JsonObjectBuilder template(
            JsonObjectBuilder definition, JsonArrayBuilder variables, String body, JsonObjectBuilder paths) {
        return definition.add("variables", variables).add("body", body).add("paths", paths);
    }

    private static JsonArrayBuilder variables() {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("name", "prompt")
                        .add("type", "string")
                        .add("required", true));
    }

    private static JsonObjectBuilder maxTokens() {
        return Json.createObjectBuilder()
                .add("name", "max_tokens")
                .add("type", "integer")
                .add("required", false)
                .add("default", 1_000);
    }

    private static String add(Product product, JsonObjectBuilder definition) {
        JsonObject json = definition.build();
        product.add(json);
        return json.getString("name");
    }
}
