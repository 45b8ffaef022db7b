package org.externalmodels.connector.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.externalmodels.inference.FailureCode;

/** What holds after any course of events. */
class ConnectionHealthProperties {

    /** Something that happens to a connection after some time. */
    record Step(Kind kind, Duration after, Optional<Duration> asked) {
        enum Kind {
            ENTER,
            SUCCESS,
            PASSING,
            CERTAIN
        }
    }

    @Property
    void noCallEntersWhileItCoolsDownAndOnlyOneTriesIt(@ForAll("courses") List<Step> course) {
        Clock clock = new Clock();
        ConnectionHealth health = new ConnectionHealth();
        long trialSince = 0;
        boolean onTrial = false;
        for (Step step : course) {
            long now = clock.pass(step.after()).now();
            boolean cooling = !health.pause(now).isZero();
            boolean open = cooling || health.isOnTrial(now);
            switch (step.kind()) {
                case ENTER -> {
                    boolean entered = health.enter(now);
                    if (cooling) {
                        assertThat(entered).isFalse();
                    } else if (!open) {
                        assertThat(entered).isTrue();
                        health.left();
                    } else if (entered) {
                        assertThat(onTrial && now - trialSince < ConnectionHealth.TRIAL.toNanos())
                                .as("a second trial before the first had its time")
                                .isFalse();
                        onTrial = true;
                        trialSince = now;
                        health.left();
                    }
                }
                case SUCCESS -> {
                    health.wentWell(now);
                    assertThat(health.isAvailable(now)).isEqualTo(!cooling);
                    onTrial = onTrial && cooling;
                }
                case PASSING, CERTAIN -> {
                    Trouble trouble = step.kind() == Step.Kind.CERTAIN ? Trouble.CERTAIN : Trouble.PASSING;
                    Duration before = health.pause(now);
                    health.failed(trouble, FailureCode.PROVIDER_ERROR, step.asked(), now);
                    Duration pause = health.pause(now);
                    assertThat(pause).isGreaterThanOrEqualTo(before);
                    if (open || trouble == Trouble.CERTAIN) {
                        assertThat(pause).isPositive();
                        step.asked().ifPresent(asked -> assertThat(pause).isGreaterThanOrEqualTo(asked));
                    }
                    assertThat(pause).isLessThanOrEqualTo(ConnectionHealth.LONGEST_PAUSE_ASKED);
                    onTrial = onTrial && pause.isZero();
                }
            }
            assertThat(health.callsInFlight()).isZero();
        }
    }

    @Property
    void itIsTriedAgainWithinTheLongestPause(@ForAll("courses") List<Step> course) {
        Clock clock = new Clock();
        ConnectionHealth health = new ConnectionHealth();
        for (Step step : course) {
            long now = clock.pass(step.after()).now();
            health.failed(Trouble.CERTAIN, FailureCode.PROVIDER_ERROR, step.asked(), now);
        }

        long later = clock.pass(ConnectionHealth.LONGEST_PAUSE_ASKED).now();

        assertThat(health.enter(later)).isTrue();
        health.wentWell(later);
        assertThat(health.enter(later)).isTrue();
    }

    @Provide
    Arbitrary<List<Step>> courses() {
        Arbitrary<Duration> times = Arbitraries.longs().between(0, 20_000).map(Duration::ofMillis);
        Arbitrary<Step> steps = Combinators.combine(Arbitraries.of(Step.Kind.class), times, times.optional(0.3))
                .as(Step::new);
        return steps.list().ofMinSize(1).ofMaxSize(60);
    }
}
