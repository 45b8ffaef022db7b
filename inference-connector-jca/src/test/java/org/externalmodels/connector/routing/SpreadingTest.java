package org.externalmodels.connector.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelRouting.Spread;
import org.junit.jupiter.api.Test;

class SpreadingTest {

    private static final int CALLS = 20_000;

    private final Random random = new Random(8);
    private final long now = new Clock().now();

    private record TestLane(ConnectionDefinition definition, ConnectionHealth health) implements Lane {
        TestLane(String name, int weight, int priority) {
            this(
                    new ConnectionDefinition(
                            name, name, true, Optional.empty(), new Authentication.None(), weight, priority),
                    new ConnectionHealth());
        }

        void fail(long now) {
            health.failed(Trouble.CERTAIN, FailureCode.RATE_LIMITED, Optional.empty(), now);
        }
    }

    @Property(tries = 20)
    void givesEachItsWeightsShare(@ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 100) Integer> weights) {
        List<TestLane> lanes = weights.stream()
                .map(weight -> new TestLane("lane-" + random.nextLong(), weight, 0))
                .toList();
        int all = weights.stream().mapToInt(Integer::intValue).sum();

        Map<String, Integer> chosen = choices(lanes, Spread.WEIGHTS);

        for (TestLane lane : lanes) {
            double share = (double) lane.definition().weight() / all;
            assertThat((double) chosen.getOrDefault(lane.definition().name(), 0) / CALLS)
                    .isCloseTo(share, Offset.offset(0.03));
        }
    }

    @Test
    void goesToALaterPriorityOnlyWhenNoneOfTheFirstIsAvailable() {
        TestLane first = new TestLane("first", 1, 0);
        TestLane second = new TestLane("second", 100, 5);
        List<TestLane> lanes = List.of(first, second);
        assertThat(choices(lanes, Spread.WEIGHTS)).containsOnlyKeys("first");

        first.fail(now);

        assertThat(choices(lanes, Spread.WEIGHTS)).containsOnlyKeys("second");
    }

    @Test
    void keepsAwayFromWhatCoolsDownAndFindsNothingWhereAllDo() {
        TestLane ill = new TestLane("ill", 100, 0);
        TestLane well = new TestLane("well", 1, 0);
        ill.fail(now);
        assertThat(choices(List.of(ill, well), Spread.WEIGHTS)).containsOnlyKeys("well");

        well.fail(now);

        assertThat(choose(List.of(ill, well), Spread.WEIGHTS)).isEmpty();
        assertThat(choose(List.of(ill), Spread.WEIGHTS)).isEmpty();
    }

    @Test
    void goesToTheFewestCallsInFlightForTheWeight() {
        TestLane big = new TestLane("big", 3, 0);
        TestLane small = new TestLane("small", 1, 0);
        Map<String, Integer> taken = new HashMap<>();

        for (int i = 0; i < 40; i++) {
            taken.merge(
                    choose(List.of(big, small), Spread.LEAST_BUSY)
                            .orElseThrow()
                            .definition()
                            .name(),
                    1,
                    Integer::sum);
        }

        assertThat(taken).isEqualTo(Map.of("big", 30, "small", 10));
    }

    @Test
    void takesAPlaceOnWhatItChooses() {
        TestLane only = new TestLane("only", 1, 0);

        choose(List.of(only), Spread.WEIGHTS);

        assertThat(only.health().callsInFlight()).isEqualTo(1);
    }

    private Optional<TestLane> choose(List<TestLane> lanes, Spread spread) {
        return Spreading.choose(lanes, lane -> true, spread, now, random);
    }

    private Map<String, Integer> choices(List<TestLane> lanes, Spread spread) {
        Map<String, Integer> chosen = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            chosen.merge(choose(lanes, spread).orElseThrow().definition().name(), 1, Integer::sum);
        }
        return chosen;
    }
}
