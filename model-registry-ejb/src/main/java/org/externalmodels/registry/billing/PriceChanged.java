package org.externalmodels.registry.billing;

import java.util.Optional;

/**
 * A price was set, changed or taken away.
 *
 * @param id of the price
 * @param modelId of the model that it is for
 * @param now as it holds from now on, empty if it does not
 */
public record PriceChanged(String id, String modelId, Optional<PriceItem> now) {}
