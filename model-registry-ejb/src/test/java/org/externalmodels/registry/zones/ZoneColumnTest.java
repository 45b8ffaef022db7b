package org.externalmodels.registry.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
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

    @Property(tries = 100)
    void ofManyTextsEachIsPossibleHoweverTheyCame(
            @ForAll @Size(min = 40, max = 300) @UniqueElements List<String> texts, @ForAll Random random) {
        ZoneColumn column = new ZoneColumn();
        texts.forEach(text -> {
            column.add(text);
            if (random.nextInt(20) == 0) {
                column.settle(true);
            }
        });
        column.settle(true);

        assertThat(column.listed()).isNull();
        assertThat(texts)
                .allMatch(text -> mayHold(ZoneCondition.among("t", List.of(text)), column))
                .allMatch(text -> mayHold(ZoneCondition.among("t", List.of("nobody", text, "none")), column));
    }

    @Test
    void ofManyTextsFewOthersArePossibleAndNotThatThereAreNone() {
        ZoneColumn column = texts(1_000);

        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> mayHold(ZoneCondition.among("t", List.of("connection-" + i)), column)))
                .hasSizeLessThan(50);
        assertThat(mayHold(ZoneCondition.unknown("t", true), column)).isFalse();
        assertThat(mayHold(ZoneCondition.not("t", "caller-1"), column)).isTrue();
        assertThat(mayHold(ZoneCondition.like("t", "%x%", text -> false), column))
                .isTrue();
    }

    @Test
    void asManyTextsAsAZoneHasRowsFit() {
        assertThat(texts(ZoneStore.ROWS_OF_ZONE).hashes()).hasSizeLessThanOrEqualTo(8_000);
    }

    @Test
    void ofTextsWithoutNumberAnythingIsPossible() {
        ZoneColumn column = texts(20_000);

        assertThat(column.hashes()).isNull();
        assertThat(mayHold(ZoneCondition.among("t", List.of("nobody")), column)).isTrue();
    }

    @Test
    void longTextsAreNotListedLongerThanTheirColumnIs() {
        ZoneColumn column = new ZoneColumn();
        IntStream.rangeClosed(1, 30).forEach(i -> column.add("\u0001".repeat(300) + i));
        column.settle(true);

        assertThat(column.listed()).isNull();
        assertThat(column.hashes()).isNotNull();
    }

    private static ZoneColumn texts(int count) {
        ZoneColumn column = new ZoneColumn();
        IntStream.rangeClosed(1, count).forEach(i -> column.add("caller-" + i));
        column.settle(true);
        return column;
    }

    private static boolean mayHold(ZoneCondition test, ZoneColumn column) {
        return test.mayHold(Optional.of(column));
    }
}
