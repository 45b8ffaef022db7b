package org.externalmodels.connector.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuestionKeyTest {

    private static String of(List<String> parts) {
        QuestionKey key = new QuestionKey();
        parts.forEach(key::with);
        return key.text();
    }

    @Property
    void isTheSameForTheSamePartsOnly(
            @ForAll @Size(max = 4) List<String> one, @ForAll @Size(max = 4) List<String> other) {
        assertThat(of(one).equals(of(other))).isEqualTo(one.equals(other));
    }

    @Test
    void doesNotConfuseWhereOnePartEnds() {
        assertThat(of(List.of("ab", "c"))).isNotEqualTo(of(List.of("a", "bc")));
    }

    @Test
    void tellsWhatIsNotThereFromWhatIsEmpty() {
        assertThat(new QuestionKey().with(Optional.empty()).text())
                .isNotEqualTo(new QuestionKey().with(Optional.of("")).text());
    }
}
