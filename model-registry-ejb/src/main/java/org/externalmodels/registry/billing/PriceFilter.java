package org.externalmodels.registry.billing;

import java.util.Objects;
import java.util.Optional;

/**
 * Which prices to list.
 *
 * @param model the name of their model
 * @param search a part of it
 */
public record PriceFilter(Optional<String> model, Optional<String> search) {

    public static final PriceFilter ALL = new PriceFilter(Optional.empty(), Optional.empty());

    public PriceFilter {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(search, "search");
    }
}
