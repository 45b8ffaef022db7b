package org.externalmodels.integration;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Models behind different wire formats, all served by the sandbox, with every feature on. */
enum ServedModel {
    OPENAI("openai-chat", "/openai/v1/chat/completions"),
    AZURE("azure-openai", "/azure/openai/deployments/sandbox-1/chat/completions?api-version=2024-10-21"),
    GOOGLE("google-generate-content", "/google"),
    ANTHROPIC("anthropic-messages", "/anthropic"),
    COHERE("cohere-chat", "/cohere");

    private static final List<String> FEATURES =
            List.of("structured-response", "streaming", "tool-calling", "parallel-tool-calling");

    private final String structure;
    private final String path;

    ServedModel(String structure, String path) {
        this.structure = structure;
        this.path = path;
    }

    /** Registers one under a name of its own, which it gives. */
    String add(Product product) {
        return add(product, "sandbox-1", null, List.of("text-to-text", "image-to-text"));
    }

    static String addEmbeddings(Product product) {
        return OPENAI.add(product, "sandbox-embedding-1", null, List.of("text-to-embedding"));
    }

    static String addImages(Product product) {
        return OPENAI.add(product, "sandbox-image-1", null, List.of("text-to-image"));
    }

    static String addTranscriptions(Product product) {
        return OPENAI.add(product, "sandbox-transcribe-1", null, List.of("audio-to-text"));
    }

    /** As {@link #add(Product)}, with a fault at the provider. */
    String add(Product product, String fault) {
        return add(product, "sandbox-1", fault, List.of("text-to-text"));
    }

    private String add(Product product, String providerModel, String fault, List<String> modalities) {
        String name = structure + "-" + UUID.randomUUID();
        JsonArrayBuilder headers = Json.createArrayBuilder();
        if (fault != null) {
            headers.add(Json.createObjectBuilder()
                    .add("name", "X-Sandbox-Fault")
                    .add("value", fault)
                    .add("secret", false));
        }
        JsonObject json = Json.createObjectBuilder()
                .add("name", name)
                .add("integration", "API")
                .add("endpoint", product.uri("/sandbox" + path).toString())
                .add("structure", structure)
                .add("providerModel", providerModel)
                .add("features", Json.createArrayBuilder(FEATURES))
                .add("modalities", Json.createArrayBuilder(modalities))
                .add("headers", headers)
                .add(
                        "connections",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "main")
                                        .add("apiKey", Definition.key("sk-served"))))
                .add("status", "ACTIVE")
                .build();
        product.add(json);
        return name;
    }
}
