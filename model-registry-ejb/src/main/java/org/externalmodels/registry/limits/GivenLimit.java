package org.externalmodels.registry.limits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.NameRule;
import org.externalmodels.registry.RegistryException;

/**
 * A limit or a budget as people give it.
 *
 * @param amount above 0, whole but for money
 * @param currency three letters, for money
 * @param key the name of an application key, {@code *} for each by itself
 * @param application the name of an application, {@code *} for each by itself
 * @param model the name or id of a model, {@code *} for each by itself
 * @param connection the name of a connection of the model, {@code *} for each by itself
 * @param shadow whether it only tells, and refuses nothing
 */
public record GivenLimit(
        String name,
        Measure measure,
        BigDecimal amount,
        Optional<String> currency,
        Optional<String> key,
        Optional<String> application,
        Optional<String> model,
        Optional<String> connection,
        boolean shadow,
        boolean enabled) {

    private static final int LONGEST_APPLICATION = 200;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(100_000_000L);

    public GivenLimit {
        Objects.requireNonNull(measure, "measure");
        name = name == null ? "" : name.strip();
        List<DefinitionProblem> problems = new ArrayList<>();
        NameRule.problem(name).ifPresent(message -> problems.add(DefinitionProblem.of("name", message)));
        checkAmount(measure, amount, problems);
        checkCurrency(measure, currency, problems);
        if (application
                .filter(text -> text.isBlank() || text.length() > LONGEST_APPLICATION)
                .isPresent()) {
            problems.add(DefinitionProblem.of("application", "must have 1 to " + LONGEST_APPLICATION + " characters"));
        }
        if (connection.filter(text -> !text.equals(Scope.EACH)).isPresent()
                && model.filter(text -> !text.equals(Scope.EACH)).isEmpty()) {
            problems.add(DefinitionProblem.of("connection", "needs the model that it belongs to"));
        }
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
    }

    private static void checkAmount(Measure measure, BigDecimal amount, List<DefinitionProblem> problems) {
        if (amount == null) {
            problems.add(DefinitionProblem.of("amount", "is required"));
        } else if (measure.isMoney()) {
            if (amount.signum() <= 0
                    || amount.compareTo(MOST_MONEY) > 0
                    || amount.stripTrailingZeros().scale() > LimitRule.MONEY_DIGITS) {
                problems.add(DefinitionProblem.of(
                        "amount",
                        "must be above 0 and at most " + MOST_MONEY + ", with at most " + LimitRule.MONEY_DIGITS
                                + " digits after the point"));
            }
        } else if (amount.signum() <= 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > 0) {
            problems.add(DefinitionProblem.of("amount", "must be a whole number from 1 to " + MOST));
        }
    }

    private static void checkCurrency(Measure measure, Optional<String> currency, List<DefinitionProblem> problems) {
        if (measure.isMoney()
                && currency.filter(text -> text.matches("[A-Z]{3}")).isEmpty()) {
            problems.add(DefinitionProblem.of("currency", "must have three capital letters, such as USD"));
        } else if (!measure.isMoney() && currency.isPresent()) {
            problems.add(DefinitionProblem.of("currency", "is for budgets only"));
        }
    }
}
