package org.externalmodels.inference.spi;

import java.util.List;

/**
 * All models at one moment.
 *
 * @param version grows with each change
 * @param models active ones and drafts, with unique names
 */
public record ModelSnapshot(long version, List<ModelDefinition> models) {
    public ModelSnapshot {
        models = List.copyOf(models);
    }
}
