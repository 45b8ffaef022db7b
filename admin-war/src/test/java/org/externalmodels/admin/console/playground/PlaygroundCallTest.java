package org.externalmodels.admin.console.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.registry.json.JsonRecords;
import org.junit.jupiter.api.Test;

class PlaygroundCallTest {

    @Test
    void ofAModelWithoutDataGenerationGeneratesNone() {
        Set<Feature> others = EnumSet.complementOf(EnumSet.of(Feature.DATA_GENERATION));

        InferenceException refused =
                catchThrowableOfType(InferenceException.class, () -> call(true).request(about(1, others)));

        assertThat(refused.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(refused).hasMessageContaining("gpt").hasMessageContaining("data-generation");
        assertThat(call(false).request(about(1, others)).messages()).hasSize(1);
    }

    @Test
    void ofAModelWithDataGenerationGeneratesSome() {
        assertThat(call(true)
                        .request(about(1, EnumSet.of(Feature.DATA_GENERATION)))
                        .messages())
                .hasSize(1);
    }

    @Test
    void ofAModelThatCannotBeCalledLeavesItToTheCallToSayWhy() {
        assertThat(call(true).request(about(0, Set.of())).messages()).hasSize(1);
    }

    private static PlaygroundCall call(boolean generates) {
        var json = Json.createObjectBuilder().add("id", "1").add("model", "gpt").add("prompt", "make rows");
        return JsonRecords.read((generates ? json.add("generates", true) : json).build(), PlaygroundCall.class);
    }

    private static ModelMetaData about(int revision, Set<Feature> features) {
        return new ModelMetaData(
                "gpt", revision, "gpt-x", features, Set.of(Modality.TEXT_TO_TEXT), List.of("main"), Optional.empty());
    }
}
