package org.externalmodels.admin.console.analytics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.UsagePoint;

/** What is said of a point of usage. */
@Named
@ApplicationScoped
public class UsageWording {

    private static final int RATE_DIGITS = 4;

    @Inject
    private Wording wording;

    /** Failures per call. What is still under way, or went on elsewhere, is no call of its own. */
    public BigDecimal rate(UsagePoint point) {
        return point.calls() == 0
                ? null
                : BigDecimal.valueOf(point.failedCalls())
                        .divide(BigDecimal.valueOf(point.calls()), RATE_DIGITS, RoundingMode.HALF_UP);
    }

    /** All that is known of a cost, in each currency. */
    public String costs(UsagePoint point) {
        return point.costs().isEmpty()
                ? wording.cost(null, null)
                : point.costs().stream()
                        .map(money -> wording.cost(money.cost(), money.currency()))
                        .collect(Collectors.joining(", "));
    }
}
