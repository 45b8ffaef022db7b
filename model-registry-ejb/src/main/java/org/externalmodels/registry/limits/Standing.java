package org.externalmodels.registry.limits;

import java.time.Instant;

/**
 * Where a caller stands with a limit of a rate.
 *
 * @param limit of a minute
 * @param remaining of the running minute, as it was seen last
 * @param resetAt when the next minute begins
 */
public record Standing(Measure measure, long limit, long remaining, Instant resetAt) {}
