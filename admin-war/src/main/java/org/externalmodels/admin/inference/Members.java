package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of a JSON object that is read strictly: each is asked for by name, {@code null} counts as absent, and what
 * nobody asked for is refused at the end.
 */
final class Members {

    private static final int MOST_DIGITS = 40;

    private final String at;
    private final JsonObject json;
    private final Set<String> known = new HashSet<>();

    private Members(String at, JsonObject json) {
        this.at = at;
        this.json = json;
    }

    static Members of(JsonObject json) {
        return new Members("", json);
    }

    static Members of(String at, JsonValue json) {
        if (json instanceof JsonObject object) {
            return new Members(at, object);
        }
        throw Refusal.invalid(at, "an object is expected");
    }

    /** Reads an object whole: what the reader does not ask for is refused. */
    static <T> T read(String at, JsonValue json, Function<Members, T> reader) {
        Members members = of(at, json);
        T value = reader.apply(members);
        members.refuseOthers();
        return value;
    }

    String path(String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    String at() {
        return at;
    }

    Optional<JsonValue> value(String name) {
        known.add(name);
        JsonValue value = json.get(name);
        return value == null || value == JsonValue.NULL ? Optional.empty() : Optional.of(value);
    }

    JsonValue required(String name) {
        return value(name).orElseThrow(() -> Refusal.missing(path(name)));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonString string) {
                return string.getString();
            }
            throw Refusal.invalid(path(name), "a string is expected");
        });
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> Refusal.missing(path(name)));
    }

    Optional<Boolean> truth(String name) {
        return value(name).map(value -> switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw Refusal.invalid(path(name), "true or false is expected");
        });
    }

    boolean isTrue(String name) {
        return truth(name).orElse(false);
    }

    Optional<Double> number(String name, double least, double most) {
        return value(name).map(value -> {
            double number = decimal(name, value).doubleValue();
            if (number < least || number > most) {
                throw Refusal.invalid(
                        path(name), "a number from " + shown(least) + " to " + shown(most) + " is expected");
            }
            return number;
        });
    }

    Optional<Long> whole(String name, long least, long most) {
        return value(name).map(value -> {
            BigDecimal number = decimal(name, value);
            try {
                long whole = number.longValueExact();
                if (whole >= least && whole <= most) {
                    return whole;
                }
            } catch (ArithmeticException notWhole) {
                // Falls through to the same answer.
            }
            throw Refusal.invalid(path(name), "a whole number from " + least + " to " + most + " is expected");
        });
    }

    /** A number of a sane size: of others even the comparison can take for ever. */
    private BigDecimal decimal(String name, JsonValue value) {
        if (value instanceof JsonNumber number) {
            BigDecimal decimal = number.bigDecimalValue();
            if (decimal.precision() <= MOST_DIGITS && Math.abs((long) decimal.scale()) <= MOST_DIGITS) {
                return decimal;
            }
        }
        throw Refusal.invalid(path(name), "a number is expected");
    }

    private static String shown(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    Optional<JsonArray> array(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonArray array) {
                return array;
            }
            throw Refusal.invalid(path(name), "an array is expected");
        });
    }

    /** The items of an array, each read whole. */
    <T> List<T> objects(String name, Function<Members, T> reader) {
        List<T> items = new ArrayList<>();
        array(name).ifPresent(array -> {
            for (JsonValue item : array) {
                items.add(read(path(name) + "[" + items.size() + "]", item, reader));
            }
        });
        return items;
    }

    <T> Optional<T> object(String name, Function<Members, T> reader) {
        return value(name).map(value -> read(path(name), value, reader));
    }

    Optional<JsonObject> plainObject(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonObject object) {
                return object;
            }
            throw Refusal.invalid(path(name), "an object is expected");
        });
    }

    /** Members that say nothing which has to be carried on. */
    void pass(String... names) {
        known.addAll(List.of(names));
    }

    /** Refuses members that ask for what no provider-neutral call has. */
    void refuse(String why, String... names) {
        for (String name : names) {
            Optional<JsonValue> value = value(name);
            if (value.isPresent() && !isNothing(value.get())) {
                throw Refusal.unsupported(path(name), why);
            }
        }
    }

    private static boolean isNothing(JsonValue value) {
        return value == JsonValue.FALSE
                || (value instanceof JsonArray array && array.isEmpty())
                || (value instanceof JsonObject object && object.isEmpty());
    }

    void refuseOthers() {
        for (String name : json.keySet()) {
            if (!known.contains(name)) {
                throw Refusal.unknownParameter(path(name));
            }
        }
    }
}
