package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** All that the document has lists of. */
@Dependent
public class ExchangedKinds {

    private final List<ExchangedKind<?>> kinds;

    @Inject
    public ExchangedKinds(ProfileExchange profiles, ModelExchange models, PriceExchange prices, LimitExchange limits) {
        kinds = List.of(profiles, models, prices, limits);
    }

    /** Each refers only to what stands before it. */
    List<ExchangedKind<?>> inOrder() {
        return kinds;
    }
}
