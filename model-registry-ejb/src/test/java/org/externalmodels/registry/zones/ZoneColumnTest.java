package org.externalmodels.registry.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZoneColumnTest {

    @Test
    void ofManyNumbersTheLeastAndTheGreatestAreKnown() {
        ZoneColumn column = new ZoneColumn();
        IntStream.rangeClosed(10, 100).forEach(column::add);

        assertThat(column.listed()).isNull();
        assertThat(mayHold(ZoneCondition.among("n", List.of(9L, 101L)), column)).isFalse();
        assertThat(mayHold(ZoneCondition.among("n", List.of(50L)), column)).isTrue();
        assertThat(mayHold(ZoneCondition.compared("n", 100L, true, false), column))
                .isFalse();
        assertThat(mayHold(ZoneCondition.compared("n", 100L, true, true), column))
                .isTrue();
        assertThat(mayHold(ZoneCondition.compared("n", 10L, false, false), column))
                .isFalse();
        assertThat(mayHold(ZoneCondition.compared("n", 10L, false, true), column))
                .isTrue();
        assertThat(mayHold(ZoneCondition.unknown("n", true), column)).isFalse();
        assertThat(mayHold(ZoneCondition.unknown("n", false), column)).isTrue();
        assertThat(mayHold(ZoneCondition.not("n", 50L), column)).isTrue();
    }

    @Test
    void ofManyTextsAnythingIsPossibleButNotThatThereAreNone() {
        ZoneColumn column = new ZoneColumn();
        IntStream.rangeClosed(1, 100).forEach(i -> column.add("caller-" + i));

        assertThat(column.listed()).isNull();
        assertThat(mayHold(ZoneCondition.among("t", List.of("nobody")), column)).isTrue();
        assertThat(mayHold(ZoneCondition.like("t", text -> false), column)).isTrue();
        assertThat(mayHold(ZoneCondition.unknown("t", true), column)).isFalse();
    }

    @Test
    void longTextsAreNotListedLongerThanTheirColumnIs() {
        ZoneColumn column = new ZoneColumn();
        IntStream.rangeClosed(1, 30).forEach(i -> column.add("\u0001".repeat(300) + i));

        assertThat(column.listed()).isNull();
    }

    private static boolean mayHold(ZoneCondition test, ZoneColumn column) {
        return test.mayHold(Optional.of(column));
    }
}
