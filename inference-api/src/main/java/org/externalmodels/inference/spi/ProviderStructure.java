package org.externalmodels.inference.spi;

import java.util.Optional;

/** The wire format of a model's endpoint. */
public enum ProviderStructure {
    TEMPLATE("template"),
    OPENAI_CHAT("openai-chat"),
    OPENAI_RESPONSES("openai-responses"),
    AZURE_OPENAI("azure-openai"),
    ANTHROPIC_MESSAGES("anthropic-messages"),
    GOOGLE_GENERATE_CONTENT("google-generate-content"),
    COHERE_CHAT("cohere-chat"),
    BEDROCK_INVOKE("bedrock-invoke"),
    BEDROCK_CONVERSE("bedrock-converse");

    private final String wireName;

    ProviderStructure(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in the management API, in exports and in the database. */
    public String wireName() {
        return wireName;
    }

    /** Whether the request is written as a template, with variables and paths into the answer. */
    public boolean isTemplate() {
        return this == TEMPLATE || this == BEDROCK_INVOKE;
    }

    /** Finds the constant with this {@link #wireName}. */
    public static Optional<ProviderStructure> ofWireName(String wireName) {
        for (ProviderStructure candidate : values()) {
            if (candidate.wireName.equals(wireName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
