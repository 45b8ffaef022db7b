package org.externalmodels.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.output.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalEmbeddingModelTest {

    @Test
    void givesAVectorForEachTextInOrder(@TempDir Path journal) throws Exception {
        try (SandboxedModels models = new SandboxedModels(journal)) {
            ExternalEmbeddingModel model = new ExternalEmbeddingModel(models.factory(), SandboxedModels.VECTORS);

            Response<List<Embedding>> answer =
                    model.embedAll(List.of(TextSegment.from("one two"), TextSegment.from("three")));

            assertThat(answer.content()).hasSize(2);
            assertThat(answer.content().get(1)).isEqualTo(model.embed("three").content());
            assertThat(answer.tokenUsage().inputTokenCount()).isEqualTo(3);
            assertThatThrownBy(() -> new ExternalEmbeddingModel(models.factory(), SandboxedModels.PLAIN).embed("x"))
                    .isInstanceOf(UnsupportedFeatureException.class);
        }
    }
}
