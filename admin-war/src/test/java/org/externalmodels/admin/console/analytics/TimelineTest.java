package org.externalmodels.admin.console.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.UsagePoint;
import org.externalmodels.registry.analytics.UsageReport;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant SIX = Instant.parse("2026-07-02T06:00:00Z");
    private static final Instant NINE = Instant.parse("2026-07-02T09:00:00Z");

    @Test
    void hasEveryHourAlsoThoseWithoutCalls() {
        Timeline timeline = new Timeline(report(List.of(point(SIX.plusSeconds(3_600), "gpt", 4, 80L))), List.of());
        assertThat(timeline.starts()).containsExactly(SIX, SIX.plusSeconds(3_600), SIX.plusSeconds(7_200));
        assertThat(timeline.values("", UsagePoint::requests, 0L)).containsExactly(0L, 4L, 0L);
    }

    @Test
    void knowsNoLatencyWhereNothingWasCalled() {
        Timeline timeline = new Timeline(report(List.of(point(SIX, "gpt", 4, 80L))), List.of());
        assertThat(timeline.values("", UsagePoint::p90Millis, null)).containsExactly(80L, null, null);
    }

    @Test
    void showsTheMostCalledFirstAndCountsTheRest() {
        List<UsagePoint> points = new ArrayList<>();
        for (int model = 1; model <= 9; model++) {
            points.add(point(SIX, "model-" + model, model, 1L));
        }
        Timeline timeline = new Timeline(report(points), List.of(Dimension.MODEL));
        assertThat(timeline.names()).hasSize(7).startsWith("model-9", "model-8").doesNotContain("model-2");
        assertThat(timeline.omitted()).isEqualTo(2);
    }

    private static UsageReport report(List<UsagePoint> points) {
        return new UsageReport(SIX, NINE, Grain.HOUR, point(null, null, 0, null), points, 0, List.of(), 0, List.of());
    }

    private static UsagePoint point(Instant time, String model, long requests, Long millis) {
        return new UsagePoint(
                time, model, "main", null, requests, 0, requests, 0, 1L, 1L, 0, null, null, List.of(), requests, millis,
                millis, millis, null, null, null);
    }
}
