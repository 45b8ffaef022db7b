package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.json.JsonRecords;
import org.junit.jupiter.api.Test;

class ModelPatchTest {

    private final ModelDetail seen = detail("""
            {"name": "gpt", "endpoint": "https://a.example/", "structure": "openai-chat", "providerModel": "x",
             "features": ["streaming"]}""");

    @Test
    void whatIsNotNamedStays() {
        ModelBody edited = patched("{\"providerModel\": \"y\"}");

        assertThat(edited.definition().providerModel()).isEqualTo("y");
        assertThat(edited.definition().structure()).isEqualTo(ProviderStructure.OPENAI_CHAT);
        assertThat(edited.definition().features()).hasSize(1);
    }

    @Test
    void nullTakesAway() {
        assertThat(patched("{\"providerModel\": null}").definition().providerModel())
                .isNull();
    }

    @Test
    void whatWasShownMayBeSentBack() {
        JsonObject shown = ModelJson.of(seen);

        assertThat(ModelPatch.of(seen, JsonBody.object(shown.toString())).body().definition())
                .isEqualTo(seen.definition());
    }

    @Test
    void anUnknownFieldIsRefused() {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> patched("{\"provider_model\": \"y\"}"));

        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().detail()).contains("provider_model");
    }

    private ModelBody patched(String patch) {
        return ModelPatch.of(seen, JsonBody.object(patch)).body();
    }

    private static ModelDetail detail(String json) {
        Definition definition = JsonRecords.read(JsonBody.object(json), Definition.class);
        ModelSummary summary = new ModelSummary(
                "id",
                "gpt",
                Integration.API,
                "Custom",
                ModelStatus.ACTIVE,
                false,
                1,
                true,
                0,
                "ada",
                Instant.EPOCH,
                "ada",
                Instant.EPOCH,
                1);
        return new ModelDetail(summary, definition, Optional.empty(), List.of());
    }
}
