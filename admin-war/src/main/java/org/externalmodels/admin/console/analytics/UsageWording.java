package org.externalmodels.admin.console.analytics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.UsagePoint;

/** What is said of a point of usage. */
@Named
@ApplicationScoped
public class UsageWording {

    @Inject
    private Wording wording;

    /** All that is known of a cost, in each currency. */
    public String costs(UsagePoint point) {
        return point.costs().isEmpty()
                ? wording.cost(point.cost(), null)
                : point.costs().stream()
                        .map(money -> wording.cost(money.cost(), money.currency()))
                        .collect(Collectors.joining(", "));
    }
}
