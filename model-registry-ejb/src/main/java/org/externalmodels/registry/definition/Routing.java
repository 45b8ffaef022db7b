package org.externalmodels.registry.definition;

import java.util.List;
import org.externalmodels.inference.spi.ModelRouting;
import org.externalmodels.inference.spi.ModelRouting.Spread;

/**
 * Where the calls of a model go that name no connection.
 *
 * @param spread how they are shared out among connections of one priority, by weights if {@code null}
 * @param fallbackModels names of the models that answer in this one's place, the first that can
 */
public record Routing(Spread spread, List<String> fallbackModels) {

    /** By weights, and no other model. */
    public static final Routing DEFAULT = new Routing(Spread.WEIGHTS, List.of());

    public Routing {
        spread = spread == null ? Spread.WEIGHTS : spread;
        fallbackModels = fallbackModels == null
                ? List.of()
                : fallbackModels.stream().map(String::strip).toList();
    }

    /** As the adapter knows it. */
    public ModelRouting published() {
        return new ModelRouting(spread, fallbackModels);
    }
}
