package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.Test;

class RatesTest {

    @Test
    void tokensCostExactlyWhatTheirMillionthDoes() {
        Rates rates = rates("0.15", "0.60", null, null, null, null, null, null);
        assertThat(rates.cost(used(tokens(1, 1)))).contains(new BigDecimal("0.00000075"));
    }

    @Test
    void cachedAndReasoningTokensCostTheirOwnWhereTheyHaveAPriceAndAreCountedOnce() {
        TokenUsage tokens = new TokenUsage(of(1000), of(500), of(600), of(100), of(200), TokenUsage.Source.PROVIDER);

        assertThat(rates("10", "20", "1", "12", "30", null, null, null).cost(used(tokens)))
                .hasValueSatisfying(cost -> assertThat(cost)
                        // 300 plain at 10, 600 cached at 1, 100 written at 12, 300 plain at 20, 200 thought at 30
                        .isEqualByComparingTo("0.0168"));
        assertThat(rates("10", "20", null, null, null, null, null, null).cost(used(tokens)))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.02"));
    }

    @Test
    void requestsImagesAndMinutesHavePricesToo() {
        Rates rates = rates(null, null, null, null, null, "0.04", "0.006", "0.01");
        Quantities used = new Quantities(true, TokenUsage.UNKNOWN, of(2), of(90_000));
        assertThat(rates.cost(used)).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.099"));
    }

    @Test
    void anUnknownNumberMakesTheCostUnknownAndNotZero() {
        Quantities nothingKnown = new Quantities(true, TokenUsage.UNKNOWN, OptionalLong.empty(), OptionalLong.empty());
        assertThat(rates("1", null, null, null, null, null, null, null).cost(nothingKnown))
                .isEmpty();
        assertThat(rates(null, "1", null, null, null, null, null, null).cost(nothingKnown))
                .isEmpty();
        assertThat(rates(null, null, null, null, null, "1", null, null).cost(nothingKnown))
                .isEmpty();
        assertThat(rates(null, null, null, null, null, null, "1", null).cost(nothingKnown))
                .isEmpty();
    }

    @Test
    void anAnswerFromTheCacheCostsNothingWhateverThePrice() {
        assertThat(rates("1", "1", null, null, null, "1", "1", "1").cost(Quantities.NONE))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0"));
    }

    @Test
    void freeIsKnown() {
        assertThat(rates("0", "0", null, null, null, null, null, null).cost(used(tokens(5, 5))))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0"));
    }

    @Test
    void aRequestWithoutAnAnswerIsNotChargedAsOne() {
        Quantities refused = new Quantities(false, TokenUsage.UNKNOWN, OptionalLong.empty(), OptionalLong.empty());
        assertThat(rates(null, null, null, null, null, null, null, "1").cost(refused))
                .isEmpty();
    }

    @Test
    void ratesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> rates(null, null, null, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rates("-1", null, null, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input");
        assertThatThrownBy(() -> rates(null, null, null, null, null, null, null, "0.0000000001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("request");
    }

    private static Rates rates(
            String input,
            String output,
            String cachedRead,
            String cacheWrite,
            String reasoning,
            String image,
            String audioMinute,
            String request) {
        return new Rates(
                number(input),
                number(output),
                number(cachedRead),
                number(cacheWrite),
                number(reasoning),
                number(image),
                number(audioMinute),
                number(request));
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static Quantities used(TokenUsage tokens) {
        return new Quantities(true, tokens, OptionalLong.empty(), OptionalLong.empty());
    }

    private static TokenUsage tokens(long input, long output) {
        return TokenUsage.reported(of(input), of(output));
    }

    private static OptionalLong of(long number) {
        return OptionalLong.of(number);
    }
}
