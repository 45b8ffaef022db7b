package org.externalmodels.admin.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.retention.RetentionAges;
import org.junit.jupiter.api.Test;

class LossTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Wording wording = new Wording();

    @Test
    void saysFromWhichTimeBackEachKindGoes() {
        Loss loss =
                Loss.between(new RetentionAges(30, 400, 400, null), new RetentionAges(30, 31, 400, 4), NOW, wording);

        assertThat(loss.any()).isTrue();
        assertThat(loss.lines())
                .containsExactly(
                        "Traces before " + wording.minute(Instant.parse("2026-05-01T12:00:00Z")),
                        "Sums per day before " + wording.minute(Instant.parse("2026-05-28T12:00:00Z")));
    }

    @Test
    void isNoneWhereEverythingIsKeptAsLongOrLonger() {
        RetentionAges ages = new RetentionAges(30, 400, 400, 4);
        assertThat(Loss.between(ages, ages, NOW, wording).any()).isFalse();
        assertThat(Loss.between(ages, new RetentionAges(31, null, 400, null), NOW, wording)
                        .any())
                .isFalse();
    }
}
