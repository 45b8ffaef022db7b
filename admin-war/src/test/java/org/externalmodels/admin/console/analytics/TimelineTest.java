package org.externalmodels.admin.console.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.UsageCourse;
import org.externalmodels.registry.analytics.UsagePoint;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant SIX = Instant.parse("2026-07-02T06:00:00Z");
    private static final Instant NINE = Instant.parse("2026-07-02T09:00:00Z");

    @Test
    void hasEveryHourAlsoThoseWithoutCalls() {
        Timeline timeline = new Timeline(
                course(List.of(point(SIX.plusSeconds(3_600), "gpt", 4, 80L)), 0), List.of(), new Wording());
        assertThat(timeline.starts()).containsExactly(SIX, SIX.plusSeconds(3_600), SIX.plusSeconds(7_200));
        assertThat(timeline.values("", UsagePoint::requests, 0L)).containsExactly(0L, 4L, 0L);
    }

    @Test
    void knowsNoLatencyWhereNothingWasCalled() {
        Timeline timeline = new Timeline(course(List.of(point(SIX, "gpt", 4, 80L)), 0), List.of(), new Wording());
        assertThat(timeline.values("", UsagePoint::p90Millis, null)).containsExactly(80L, null, null);
    }

    @Test
    void showsTheMostCalledFirstAndCountsTheRest() {
        List<UsagePoint> points = new ArrayList<>();
        for (int model = 1; model <= 9; model++) {
            points.add(point(SIX, "model-" + model, model, 1L));
        }
        Timeline timeline = new Timeline(course(points, 3), List.of(Dimension.MODEL), new Wording());
        assertThat(timeline.names()).hasSize(7).startsWith("model-9", "model-8").doesNotContain("model-2");
        assertThat(timeline.omitted()).isEqualTo(2 + 3);
    }

    @Test
    void saysWhereNothingHadTheNameThatWasAskedFor() {
        Timeline timeline =
                new Timeline(course(List.of(point(SIX, null, 1, 1L)), 0), List.of(Dimension.MODEL), new Wording());
        assertThat(timeline.names()).containsExactly("no such model");
    }

    private static UsageCourse course(List<UsagePoint> points, int moreGroups) {
        return new UsageCourse(SIX, NINE, Grain.HOUR, points, moreGroups);
    }

    private static UsagePoint point(Instant time, String model, long requests, Long millis) {
        return new UsagePoint(
                time, model, "main", null, requests, 0, requests, 0, 1L, 1L, 0, null, null, List.of(), requests, millis,
                millis, millis, null, null, null);
    }
}
