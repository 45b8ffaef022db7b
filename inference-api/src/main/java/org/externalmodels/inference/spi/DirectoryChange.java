package org.externalmodels.inference.spi;

import java.util.List;
import java.util.Set;

/**
 * The difference between two versions.
 *
 * @param baseVersion the version it starts from
 * @param version the version it leads to
 * @param changed models added or replaced, told by {@link ModelDefinition#id}
 * @param removedIds of models deleted
 */
public record DirectoryChange(long baseVersion, long version, List<ModelDefinition> changed, Set<String> removedIds) {
    public DirectoryChange {
        changed = List.copyOf(changed);
        removedIds = Set.copyOf(removedIds);
    }
}
