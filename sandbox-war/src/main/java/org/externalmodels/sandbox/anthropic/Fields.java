package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The fields of one object of a request, read as strictly as Anthropic reads them. A null is a field that is not there. */
final class Fields {
    private final String path;
    private final JsonObject object;

    private Fields(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    static Fields of(String path, JsonValue value) {
        if (value instanceof JsonObject object) {
            return new Fields(path, object);
        }
        throw AnthropicError.at(path, "Input should be a valid dictionary");
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    String path() {
        return path;
    }

    JsonObject object() {
        return object;
    }

    /** Refuses what the provider does not know: a misspelt field would be ignored otherwise. */
    Fields onlyKnown(Set<String> known) {
        object.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw AnthropicError.at(path(name), "Extra inputs are not permitted");
                });
        return this;
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.equals(JsonValue.NULL));
    }

    JsonValue required(String name) {
        return value(name).orElseThrow(() -> AnthropicError.at(path(name), "Field required"));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> asText(path(name), value));
    }

    String requiredText(String name) {
        return asText(path(name), required(name));
    }

    String oneOf(String name, List<String> allowed) {
        String value = requiredText(name);
        if (allowed.contains(value)) {
            return value;
        }
        throw AnthropicError.at(
                path(name),
                "Input should be "
                        + allowed.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" or ")));
    }

    boolean flag(String name) {
        JsonValue value = value(name).orElse(JsonValue.FALSE);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw AnthropicError.at(path(name), "Input should be a valid boolean");
    }

    Optional<Fields> nested(String name) {
        return value(name).map(value -> of(path(name), value));
    }

    Fields requiredNested(String name) {
        return of(path(name), required(name));
    }

    List<JsonValue> array(String name) {
        JsonValue value = value(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (value instanceof JsonArray items) {
            return List.copyOf(items);
        }
        throw AnthropicError.at(path(name), "Input should be a valid list");
    }

    List<Fields> objects(String name) {
        List<JsonValue> items = array(name);
        return IntStream.range(0, items.size())
                .mapToObj(at -> of(path(name) + "." + at, items.get(at)))
                .toList();
    }

    List<String> texts(String name) {
        List<JsonValue> items = array(name);
        return IntStream.range(0, items.size())
                .mapToObj(at -> asText(path(name) + "." + at, items.get(at)))
                .toList();
    }

    OptionalInt integer(String name, int least) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!(value.get() instanceof JsonNumber number) || !number.isIntegral()) {
            throw AnthropicError.at(path(name), "Input should be a valid integer");
        }
        if (number.bigDecimalValue().compareTo(BigDecimal.valueOf(least)) < 0) {
            throw AnthropicError.at(path(name), "Input should be greater than or equal to " + least);
        }
        return OptionalInt.of(number.bigDecimalValue()
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue());
    }

    /** A number from 0 to 1. */
    Optional<BigDecimal> share(String name) {
        return value(name).map(value -> {
            if (!(value instanceof JsonNumber number)) {
                throw AnthropicError.at(path(name), "Input should be a valid number");
            }
            if (number.bigDecimalValue().signum() < 0) {
                throw AnthropicError.at(path(name), "Input should be greater than or equal to 0");
            }
            if (number.bigDecimalValue().compareTo(BigDecimal.ONE) > 0) {
                throw AnthropicError.at(path(name), "Input should be less than or equal to 1");
            }
            return number.bigDecimalValue();
        });
    }

    static String asText(String path, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw AnthropicError.at(path, "Input should be a valid string");
    }
}
