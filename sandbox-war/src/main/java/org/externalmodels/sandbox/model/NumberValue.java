package org.externalmodels.sandbox.model;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.stream.Stream;
import org.externalmodels.sandbox.wire.Json;

/** A number as a schema's bounds and step want it: one if that will do, else a number near a bound. */
final class NumberValue {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final BigDecimal least;
    private final BigDecimal above;
    private final BigDecimal most;
    private final BigDecimal below;
    private final BigDecimal step;
    private final boolean whole;

    private NumberValue(JsonObject keywords, boolean whole) {
        this.least = bound(keywords, "minimum");
        this.above = bound(keywords, "exclusiveMinimum");
        this.most = bound(keywords, "maximum");
        this.below = bound(keywords, "exclusiveMaximum");
        this.step = bound(keywords, "multipleOf");
        this.whole = whole;
        if (step != null && step.signum() <= 0) {
            throw new UnsatisfiableSchema("'multipleOf' is not above zero");
        }
    }

    static JsonValue of(JsonObject keywords, boolean whole) {
        return Json.number(new NumberValue(keywords, whole).find());
    }

    private BigDecimal find() {
        return Stream.concat(Stream.of(BigDecimal.ONE, BigDecimal.ZERO), bounds().flatMap(this::near))
                .filter(this::fits)
                .findFirst()
                .orElseThrow(() -> new UnsatisfiableSchema("its bounds leave no number the sandbox finds"));
    }

    private Stream<BigDecimal> bounds() {
        BigDecimal low = least != null ? least : above;
        BigDecimal high = most != null ? most : below;
        BigDecimal middle = low != null && high != null ? low.add(high).divide(TWO) : null;
        return Stream.of(least, most, above, below, middle, step).filter(Objects::nonNull);
    }

    /** The number itself and the multiples around it. */
    private Stream<BigDecimal> near(BigDecimal number) {
        BigDecimal unit = step != null ? step : BigDecimal.ONE;
        BigDecimal multiple = number.divide(unit, 0, RoundingMode.FLOOR).multiply(unit);
        return Stream.of(number, multiple, multiple.add(unit), multiple.subtract(unit));
    }

    private boolean fits(BigDecimal number) {
        return (least == null || number.compareTo(least) >= 0)
                && (above == null || number.compareTo(above) > 0)
                && (most == null || number.compareTo(most) <= 0)
                && (below == null || number.compareTo(below) < 0)
                && (step == null || number.remainder(step).signum() == 0)
                && (!whole || number.remainder(BigDecimal.ONE).signum() == 0);
    }

    private static BigDecimal bound(JsonObject keywords, String name) {
        if (keywords.get(name) instanceof JsonNumber number) {
            BigDecimal value = number.bigDecimalValue();
            if (Math.abs((long) value.precision() - value.scale()) > 400) {
                throw new UnsatisfiableSchema("'" + name + "' is out of range");
            }
            return value;
        }
        return null;
    }
}
