package org.externalmodels.registry;

import java.util.List;
import java.util.Optional;

/**
 * A part of a long list.
 *
 * @param items in order
 * @param next where the next part begins; empty if there is none
 */
public record Slice<T>(List<T> items, Optional<String> next) {
    public Slice {
        items = List.copyOf(items);
    }
}
