package org.externalmodels.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SieveTest {

    private static final List<String> NUMBERS =
            IntStream.rangeClosed(1, 1_700).mapToObj("%05d"::formatted).toList();

    private final Sieve<String> sieve = new Sieve<>(SieveTest::list, id -> id, Stream::of);

    @Test
    void findsWhatIsFarBehindWhatIsNotLookedFor() {
        assertThat(slice("1666").items()).containsExactly("01666");
        assertThat(slice("1666").next()).isEmpty();
    }

    @Test
    void goesOnAfterTheLastThatWasGiven() {
        Slice<String> first = slice("99");
        Slice<String> second = sieve.slice(Optional.of("99"), 3, first.next());

        assertThat(first.items()).containsExactly("00099", "00199", "00299");
        assertThat(second.items()).containsExactly("00399", "00499", "00599");
    }

    @Test
    void tellsThatNothingFollowsWhereTheLastFits() {
        assertThat(sieve.slice(Optional.of("0170"), 3, Optional.empty()).next()).isEmpty();
        assertThat(sieve.slice(Optional.empty(), 1_700, Optional.empty()).next())
                .isEmpty();
    }

    private Slice<String> slice(String search) {
        return sieve.slice(Optional.of(search), 3, Optional.empty());
    }

    private static List<String> list(String after, int limit) {
        return NUMBERS.stream()
                .filter(number -> after == null || number.compareTo(after) > 0)
                .limit(limit)
                .toList();
    }
}
