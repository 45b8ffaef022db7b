package org.externalmodels.connector.engine;

import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.ProviderStructure;

/** What providers are asked for beside conversations, as adapter and sandbox both speak it. */
enum SandboxOperation {
    OPENAI_EMBEDDINGS(ProviderStructure.OPENAI_CHAT, "/openai/v1", "sandbox-embedding-1", Modality.TEXT_TO_EMBEDDING),
    AZURE_EMBEDDINGS(ProviderStructure.AZURE_OPENAI, "/azure", "sandbox-embedding-1", Modality.TEXT_TO_EMBEDDING),
    GOOGLE_EMBEDDINGS(
            ProviderStructure.GOOGLE_GENERATE_CONTENT, "/google", "sandbox-embedding-1", Modality.TEXT_TO_EMBEDDING),
    COHERE_EMBEDDINGS(ProviderStructure.COHERE_CHAT, "/cohere", "sandbox-embedding-1", Modality.TEXT_TO_EMBEDDING),
    TITAN_EMBEDDINGS(
            ProviderStructure.BEDROCK_INVOKE, "/bedrock", "amazon.titan-embed-text-v2:0", Modality.TEXT_TO_EMBEDDING),
    OPENAI_IMAGES(ProviderStructure.OPENAI_CHAT, "/openai/v1", "sandbox-image-1", Modality.TEXT_TO_IMAGE),
    GOOGLE_IMAGES(ProviderStructure.GOOGLE_GENERATE_CONTENT, "/google", "sandbox-image-1", Modality.TEXT_TO_IMAGE),
    OPENAI_TRANSCRIPTION(ProviderStructure.OPENAI_CHAT, "/openai/v1", "sandbox-transcribe-1", Modality.AUDIO_TO_TEXT);

    private final ProviderStructure structure;
    private final String path;
    private final String providerModel;
    private final Modality modality;

    SandboxOperation(ProviderStructure structure, String path, String providerModel, Modality modality) {
        this.structure = structure;
        this.path = path;
        this.providerModel = providerModel;
        this.modality = modality;
    }

    /** A model that does nothing else, without connections. */
    Models model(EngineFixture fixture) {
        return Models.chat(fixture.sandbox(path))
                .structure(structure)
                .providerModel(providerModel)
                .modalities(modality);
    }

    void call(EngineFixture fixture, String words) {
        if (modality == Modality.TEXT_TO_EMBEDDING) {
            InferenceEngine.await(
                    fixture.engine.embed(EngineFixture.target("claims", null), EmbeddingRequest.of(words)));
        } else if (modality == Modality.AUDIO_TO_TEXT) {
            fixture.infer(
                    "claims",
                    null,
                    InferenceRequest.builder()
                            .user(Content.text(words), Content.audio(Media.of("audio/wav", new byte[] {1, 2, 3})))
                            .build());
        } else {
            fixture.infer(words);
        }
    }
}
