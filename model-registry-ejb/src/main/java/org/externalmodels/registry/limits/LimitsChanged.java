package org.externalmodels.registry.limits;

import java.util.Optional;

/**
 * A limit was added, changed or deleted.
 *
 * @param id of the limit
 * @param now as calls are held against it, empty if they are not
 */
public record LimitsChanged(String id, Optional<LimitRule> now) {}
