package org.externalmodels.registry.lifecycle;

import java.util.Optional;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.TemplateDefinition;

/** A definition whose answer nobody has seen yet: where the output is can be told from an answer only. */
final class Explored {

    private static final String WHOLE_ANSWER = "$";

    private Explored() {}

    /** The same with the whole answer as output, if it does not say where the output is. */
    static ModelDefinition of(ModelDefinition model) {
        Optional<TemplateDefinition> open =
                model.template().filter(template -> template.paths().output().isEmpty());
        if (open.isEmpty()) {
            return model;
        }
        return new ModelDefinition(
                model.id(),
                model.name(),
                model.revision(),
                model.status(),
                model.inferencing(),
                model.structure(),
                model.endpoint(),
                model.providerModel(),
                model.headers(),
                open.map(Explored::whole),
                model.features(),
                model.modalities(),
                model.timeouts(),
                model.capture(),
                model.routing(),
                model.cacheTtl(),
                model.connections(),
                model.addedOn());
    }

    private static TemplateDefinition whole(TemplateDefinition template) {
        TemplateDefinition.Paths paths = template.paths();
        return new TemplateDefinition(
                template.variables(),
                template.body(),
                new TemplateDefinition.Paths(
                        Optional.of(WHOLE_ANSWER),
                        paths.inputTokens(),
                        paths.outputTokens(),
                        paths.delta(),
                        paths.end()));
    }
}
