package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A model at Amazon Bedrock.
 *
 * @param id of a foundation model, an inference profile or provisioned throughput, or the ARN of one
 */
record BedrockModel(String id) {

    /**
     * Models that hold to a schema by themselves. Of Claude those that the Amazon Bedrock User Guide names for Claude's
     * structured outputs ("Get validated JSON results from models"), and no later ones; of open-weight models, families that
     * its general list had in spring 2026: one that is missing here is only prompted.
     * An application's profile does not tell its model, so it is prompted.
     */
    private static final Pattern KEEPS_SCHEMAS =
            Pattern.compile(".*(?:anthropic\\.claude-(?:(?:sonnet|haiku|opus)-4-5|opus-4-6).*"
                    + "|qwen\\.qwen3-.*|openai\\.gpt-oss-.*|deepseek\\.v3.*|google\\.gemma-3-.*|minimax\\.minimax-m2.*"
                    + "|mistral\\.(?:magistral-small|ministral-3|mistral-large-3|voxtral)-.*|moonshot\\.kimi-k2-.*"
                    + "|nvidia\\.nemotron-nano-.*|sandbox-.*)");

    BedrockModel {
        id = id.strip();
    }

    /**
     * Where an operation on the model is.
     *
     * @param endpoint the API's base, or the address of any operation on a model
     */
    URI address(URI endpoint, String operation) {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        int model = path.lastIndexOf("/model/");
        String base = (model < 0 ? path : path.substring(0, model)).replaceAll("/+$", "");
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + base + "/model/"
                + Addresses.segment(id) + "/" + operation);
    }

    /** Whether it turns texts into vectors, in Titan's format. */
    boolean embeds() {
        return id.contains("amazon.titan-embed-text");
    }

    boolean isClaude() {
        return id.contains("anthropic.claude");
    }

    /** Whether it takes an effort only with the beta of it (Amazon Bedrock User Guide, "Claude messages", "Effort"). */
    boolean hasEffortInBeta() {
        return id.contains("anthropic.claude-opus-4-5");
    }

    boolean keepsSchemas() {
        return KEEPS_SCHEMAS.matcher(id).matches();
    }
}
