package org.externalmodels.registry.catalog;

import java.util.Optional;
import org.externalmodels.registry.definition.Integration;

/**
 * Which models to list; empty means all.
 *
 * @param search part of the name, without regard to case
 * @param integration how they were added
 * @param source the provider's name as lists show it
 * @param status draft or active
 */
public record ModelFilter(
        Optional<String> search,
        Optional<Integration> integration,
        Optional<String> source,
        Optional<ModelStatus> status) {

    /** All models. */
    public static final ModelFilter ALL =
            new ModelFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public ModelFilter {
        search = search.map(String::strip).filter(text -> !text.isEmpty());
    }
}
