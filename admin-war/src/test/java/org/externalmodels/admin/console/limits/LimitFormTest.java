package org.externalmodels.admin.console.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.limits.GivenLimit;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.Measure;
import org.junit.jupiter.api.Test;

class LimitFormTest {

    private static LimitItem item(Measure measure, String amount, String used) {
        return new LimitItem(
                "id",
                "claims",
                measure,
                new BigDecimal(amount),
                measure.isMoney() ? "EUR" : null,
                "*",
                null,
                "gpt",
                null,
                true,
                true,
                used == null ? null : new BigDecimal(used),
                null,
                "ada",
                Instant.EPOCH,
                3);
    }

    @Test
    void givesBackWhatItShows() {
        GivenLimit given =
                LimitForm.of(item(Measure.MONEY_PER_DAY, "2.5", null)).given();

        assertThat(given)
                .isEqualTo(new GivenLimit(
                        "claims",
                        Measure.MONEY_PER_DAY,
                        new BigDecimal("2.5"),
                        Optional.of("EUR"),
                        Optional.of("*"),
                        Optional.empty(),
                        Optional.of("gpt"),
                        Optional.empty(),
                        true,
                        true));
    }

    @Test
    void keepsWhatItCountsWhenThatIsNotSent() {
        LimitForm form = new LimitForm(false);

        form.setMeasure(null);

        assertThat(form.isMoney()).isFalse();
        assertThat(form.getMeasure()).isEqualTo(Measure.REQUESTS_PER_MINUTE);
    }

    @Test
    void saysWhatIsWrongAtItsField() {
        LimitForm form = new LimitForm(false);
        form.setName("x");
        form.setAmount("many");

        RegistryException refused = catchThrowableOfType(RegistryException.class, form::given);

        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("amount");
    }

    @Test
    void tellsOfAllThatIsMissingAtOnce() {
        RegistryException refused = catchThrowableOfType(RegistryException.class, () -> new LimitForm(false).given());

        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("name", "amount");
    }

    @Test
    void aLineSaysWhomItIsForAndHowMuchIsUsed() {
        LimitLine line = line(Measure.MONEY_PER_DAY, "2.5", "1.23456789");

        assertThat(line.whom()).isEqualTo("each key, model gpt");
        assertThat(line.amount()).isEqualTo("2.5 EUR a day");
        assertThat(line.used()).isEqualTo("1.23 (49 %)");
        assertThat(line.status()).isEqualTo("Only watches");
    }

    @Test
    void aLineRoundsNoBudgetToNothing() {
        LimitLine small = line(Measure.MONEY_PER_DAY, "0.00003", "0.000024");
        LimitLine smallest = line(Measure.MONEY_PER_MONTH, "0.000000005", "0.000000004");

        assertThat(small.amount()).isEqualTo("0.00003 EUR a day");
        assertThat(small.used()).isEqualTo("0.000024 (80 %)");
        assertThat(smallest.amount()).isEqualTo("0.000000005 EUR a month");
        assertThat(smallest.used()).isEqualTo("< 0.000001 (80 %)");
    }

    @Test
    void aLineCountsInWholeNumbers() {
        LimitLine line = line(Measure.TOKENS_PER_MINUTE, "1E+5", "2500");

        assertThat(line.amount()).isEqualTo("100000 tokens a minute");
        assertThat(line.used()).isEqualTo("2500 (2 %)");
    }

    private static LimitLine line(Measure measure, String amount, String used) {
        return new LimitLine(item(measure, amount, used), new Wording());
    }
}
