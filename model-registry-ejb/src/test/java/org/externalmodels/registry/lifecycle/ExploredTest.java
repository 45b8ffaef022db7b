package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelRouting;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.TemplateDefinition.Paths;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.Test;

class ExploredTest {

    @Test
    void takesTheWholeAnswerUntilSomebodyHasSeenOne() {
        ModelDefinition explored = Explored.of(model(Optional.empty()));

        assertThat(explored.template().orElseThrow().paths().output()).hasValue("$");
        assertThat(explored.template().orElseThrow().paths().inputTokens()).hasValue("usage.in");
        assertThat(explored.name()).isEqualTo("draft");
    }

    @Test
    void leavesAPathThatIsWritten() {
        ModelDefinition written = model(Optional.of("answer"));
        assertThat(Explored.of(written)).isSameAs(written);
    }

    private static ModelDefinition model(Optional<String> output) {
        Paths paths = new Paths(output, Optional.of("usage.in"), Optional.empty(), Optional.empty());
        return new ModelDefinition(
                "id",
                "draft",
                1,
                ModelDefinition.Status.DRAFT,
                true,
                ProviderStructure.TEMPLATE,
                Optional.of(URI.create("https://a.example/")),
                Optional.empty(),
                List.of(),
                Optional.of(new TemplateDefinition(List.of(), "{}", paths)),
                Set.of(),
                Set.of(),
                Timeouts.DEFAULTS,
                BodyCapture.OFF,
                ModelRouting.DEFAULT,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
