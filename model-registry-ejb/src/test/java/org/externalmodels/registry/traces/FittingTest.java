package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FittingTest {

    @Property
    void theResultFitsAndCanBeStored(
            @ForAll("anything") String text, @ForAll @IntRange(min = 2, max = 40) int longest) {
        String fitting = Fitting.text(text, longest);

        assertThat(fitting.length()).isLessThanOrEqualTo(longest);
        assertThat(fitting).doesNotContain("\u0000");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(fitting)).isTrue();
    }

    @Property
    void whatFitsStaysAsItIs(@ForAll("storable") String text) {
        assertThat(Fitting.text(text, 1_000)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings()
                        .withChars('\u0000', '\uD83D', '\uDE00', 'a')
                        .ofMaxLength(60));
    }

    @Provide
    Arbitrary<String> storable() {
        return Arbitraries.of("plain", "äöü €", "\uD83D\uDE00 smile", "")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join(" ", parts));
    }
}
