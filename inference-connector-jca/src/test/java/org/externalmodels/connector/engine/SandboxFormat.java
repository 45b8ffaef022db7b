package org.externalmodels.connector.engine;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.VariableDefinition;

/** The wire formats that the adapter and the sandbox both speak. */
enum SandboxFormat {
    TEMPLATE(ProviderStructure.TEMPLATE, "/openai/v1/chat/completions") {
        @Override
        Models model(EngineFixture fixture, boolean streaming) {
            return Models.template(
                    fixture.sandbox(path()),
                    template(
                            "{\"model\":\"sandbox-1\",\"stream\":" + streaming
                                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"{{prompt}}\"}]}",
                            "choices[0].message.content",
                            "choices[0].delta.content"));
        }
    },
    OPENAI_CHAT(ProviderStructure.OPENAI_CHAT, "/openai/v1"),
    OPENAI_RESPONSES(ProviderStructure.OPENAI_RESPONSES, "/openai/v1"),
    AZURE_OPENAI(ProviderStructure.AZURE_OPENAI, "/azure"),
    ANTHROPIC_MESSAGES(ProviderStructure.ANTHROPIC_MESSAGES, "/anthropic"),
    GOOGLE_GENERATE_CONTENT(ProviderStructure.GOOGLE_GENERATE_CONTENT, "/google"),
    COHERE_CHAT(ProviderStructure.COHERE_CHAT, "/cohere"),
    BEDROCK_INVOKE(ProviderStructure.BEDROCK_INVOKE, "/bedrock") {
        @Override
        Models model(EngineFixture fixture, boolean streaming) {
            return Models.template(
                            fixture.sandbox(path()),
                            template("{\"inputText\":\"{{prompt}}\"}", "results[0].outputText", "outputText"))
                    .structure(ProviderStructure.BEDROCK_INVOKE);
        }
    },
    BEDROCK_CONVERSE(ProviderStructure.BEDROCK_CONVERSE, "/bedrock");

    private final ProviderStructure structure;
    private final String path;

    SandboxFormat(ProviderStructure structure, String path) {
        this.structure = structure;
        this.path = path;
    }

    String path() {
        return path;
    }

    /** Whether its streams say themselves that they are whole. */
    boolean hasEnd() {
        return structure != ProviderStructure.TEMPLATE;
    }

    /** Whether its streams are AWS' frames and not server-sent events. */
    boolean hasFrames() {
        return structure == ProviderStructure.BEDROCK_INVOKE || structure == ProviderStructure.BEDROCK_CONVERSE;
    }

    /** A model of this format, without connections. */
    Models model(EngineFixture fixture, boolean streaming) {
        return Models.chat(fixture.sandbox(path)).structure(structure);
    }

    private static TemplateDefinition template(String body, String output, String delta) {
        return new TemplateDefinition(
                List.of(new VariableDefinition(
                        "prompt", Optional.empty(), VariableDefinition.Type.STRING, true, Optional.empty())),
                body,
                new TemplateDefinition.Paths(
                        Optional.of(output), Optional.empty(), Optional.empty(), Optional.of(delta)));
    }
}
