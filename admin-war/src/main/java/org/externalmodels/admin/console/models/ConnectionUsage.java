package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.UsagePoint;

/** What became of calls through the connections of a model in the last thirty days, from the sums. */
@RequestScoped
public class ConnectionUsage {

    @Inject
    private Analytics analytics;

    private Map<String, List<UsagePoint>> byConnection;
    private Instant from;

    /** Reads the sums of all connections of a model, for {@link #of}. */
    void read(String model) {
        Instant now = Instant.now();
        from = now.truncatedTo(ChronoUnit.DAYS).minus(Sparkline.DAYS, ChronoUnit.DAYS);
        byConnection =
                analytics.calls(from, now, Map.of(Dimension.MODEL, model), List.of(Dimension.CONNECTION)).stream()
                        .filter(point -> point.time() != null)
                        .collect(Collectors.groupingBy(point -> Objects.toString(point.connection(), "")));
    }

    Sparkline of(String connection) {
        return Sparkline.of(byConnection.getOrDefault(connection, List.of()), from);
    }
}
