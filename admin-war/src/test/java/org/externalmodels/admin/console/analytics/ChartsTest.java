package org.externalmodels.admin.console.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.UsageCourse;
import org.externalmodels.registry.analytics.UsagePoint;
import org.junit.jupiter.api.Test;

class ChartsTest {

    private static final Instant SIX = Instant.parse("2026-07-02T06:00:00Z");
    private static final Instant NINE = Instant.parse("2026-07-02T09:00:00Z");

    @Test
    void hasTheNumbersOfWhatIsDrawnOnly() {
        List<UsagePoint> points = new ArrayList<>();
        for (int model = 1; model <= 9; model++) {
            points.add(point("model-" + model, "main", model));
        }
        assertThat(charts("model", points).points())
                .extracting(UsagePoint::model)
                .hasSize(7)
                .doesNotContain("model-1", "model-2");
    }

    @Test
    void leadsFromAPointToItsTraces() {
        UsagePoint point = point("gpt", "main", 1);
        assertThat(charts("connection", List.of(point)).traces(point))
                .startsWith("?period=custom&from=")
                .endsWith("&model=gpt&model.unknown=false&connection=main&connection.unknown=false");
        assertThat(charts("model", List.of(point)).traces(point)).endsWith("&model=gpt&model.unknown=false");
        assertThat(charts(null, List.of(point)).traces(point)).doesNotContain("gpt");
    }

    @Test
    void leadsFromWhatHadNoConnectionToTracesWithoutOne() {
        UsagePoint point = point("gpt", null, 1);
        assertThat(charts("connection", List.of(point)).traces(point))
                .endsWith("&model=gpt&model.unknown=false&connection.unknown=true");
        assertThat(UsageQuery.tracesOf("gpt", null, SIX, NINE, new Wording(ZoneId.of("UTC"))))
                .isEqualTo("?model=gpt&model.unknown=false&connection.unknown=true"
                        + "&period=custom&from=2026-07-02T06%3A00&to=2026-07-02T09%3A00");
    }

    @Test
    void leadsFromCallsToTheLastAttemptOfEach() {
        String drill = "lastAttempt=true";
        Charts sideBySide = charts("model", List.of(point("gpt", "main", 1)));
        assertThat(charts(null, List.of()).requests()).contains(drill);
        assertThat(sideBySide.requests()).contains(drill);
        assertThat(sideBySide.tokens()).doesNotContain(drill);
    }

    @Test
    void labelsADayByItsDateInUtcWhereverTheServerIs() {
        UsageCourse course = new UsageCourse(
                Instant.parse("2026-06-09T00:00:00Z"), Instant.parse("2026-06-11T00:00:00Z"), Grain.DAY, List.of(), 0);
        for (String zone : List.of("America/New_York", "UTC", "Asia/Tokyo")) {
            assertThat(new Charts(course, query(null), new Wording(ZoneId.of(zone))).requests())
                    .as(zone)
                    .contains("\"labels\":[\"06-09\",\"06-10\"]");
        }
    }

    private static Charts charts(String by, List<UsagePoint> points) {
        return new Charts(new UsageCourse(SIX, NINE, Grain.HOUR, points, 0), query(by), new Wording());
    }

    private static UsageQuery query(String by) {
        return UsageQuery.of(null, null, by, Period.of("24h", null, null, "24h"));
    }

    private static UsagePoint point(String model, String connection, long calls) {
        return new UsagePoint(
                SIX,
                model,
                connection,
                null,
                calls,
                0,
                calls,
                0,
                1L,
                1L,
                0,
                null,
                null,
                List.of(),
                calls,
                1L,
                1L,
                1L,
                null,
                null,
                null);
    }
}
