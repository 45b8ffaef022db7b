package org.externalmodels.connector.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.externalmodels.inference.spi.ModelRouting.Spread;

/** Chooses among connections: the first priority that has one to go over, and in it by weight or by what is least busy. */
public final class Spreading {

    private Spreading() {}

    /**
     * Chooses one and takes a place on it.
     *
     * @param lanes in the order of their priorities
     * @param open what may be chosen of them
     * @return empty if there is none to go over now
     */
    public static <L extends Lane> Optional<L> choose(
            List<L> lanes, Predicate<? super L> open, Spread spread, long now, RandomGenerator random) {
        if (lanes.size() == 1) {
            L only = lanes.get(0);
            return open.test(only) && only.health().enter(now) ? Optional.of(only) : Optional.empty();
        }
        int next = 0;
        while (next < lanes.size()) {
            int priority = lanes.get(next).definition().priority();
            List<L> equals = new ArrayList<>(lanes.size());
            for (; next < lanes.size() && lanes.get(next).definition().priority() == priority; next++) {
                L lane = lanes.get(next);
                if (open.test(lane) && lane.health().isAvailable(now)) {
                    equals.add(lane);
                }
            }
            while (!equals.isEmpty()) {
                L chosen = spread == Spread.LEAST_BUSY ? leastBusy(equals, random) : byWeight(equals, random);
                if (chosen.health().enter(now)) {
                    return Optional.of(chosen);
                }
                // Another call has begun to try it.
                equals.remove(chosen);
            }
        }
        return Optional.empty();
    }

    private static <L extends Lane> L byWeight(List<L> lanes, RandomGenerator random) {
        if (lanes.size() == 1) {
            return lanes.get(0);
        }
        int all = 0;
        for (L lane : lanes) {
            all += lane.definition().weight();
        }
        int place = random.nextInt(all);
        for (L lane : lanes) {
            place -= lane.definition().weight();
            if (place < 0) {
                return lane;
            }
        }
        throw new IllegalStateException("The place is below the sum of all weights");
    }

    /** Among those that are equally busy by weight, so that an idle model does not send all its calls to one. */
    private static <L extends Lane> L leastBusy(List<L> lanes, RandomGenerator random) {
        List<L> least = new ArrayList<>(lanes.size());
        double fewest = Double.MAX_VALUE;
        for (L lane : lanes) {
            double load =
                    (double) lane.health().callsInFlight() / lane.definition().weight();
            if (load < fewest) {
                fewest = load;
                least.clear();
            }
            if (load == fewest) {
                least.add(lane);
            }
        }
        return byWeight(least, random);
    }
}
