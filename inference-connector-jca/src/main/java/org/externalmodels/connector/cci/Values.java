package org.externalmodels.connector.cci;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** The named values of an input record, read with their types checked. A value that is null counts as absent. */
final class Values {

    private static final int LONGEST_SHOWN = 40;

    private final String where;
    private final Map<String, Object> values;

    private Values(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    /**
     * Takes over a record.
     *
     * @param where what the record is, for messages; empty for the outermost
     * @throws InferenceException {@link FailureCode#INVALID_REQUEST} if it has other keys than these, naming them
     */
    static Values of(String where, Map<?, ?> record, Set<String> keys) {
        Map<String, Object> known = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>();
        record.forEach((key, value) -> {
            if (key instanceof String name && keys.contains(name)) {
                if (value != null) {
                    known.put(name, value);
                }
            } else {
                unknown.add(String.valueOf(key));
            }
        });
        if (!unknown.isEmpty()) {
            throw invalid((where.isEmpty() ? "The input record" : where) + " has unknown keys " + unknown
                    + "; it may have " + new TreeSet<>(keys));
        }
        return new Values(where, known);
    }

    static InferenceException invalid(String message) {
        return new InferenceException(FailureCode.INVALID_REQUEST, message);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return typed(key, String.class, "a string");
    }

    String requiredText(String key) {
        if (!has(key)) {
            throw invalid(path(key) + " is missing");
        }
        return text(key);
    }

    Boolean flag(String key) {
        return typed(key, Boolean.class, "a Boolean");
    }

    Double number(String key) {
        Number number = typed(key, Number.class, "a number");
        return number == null ? null : number.doubleValue();
    }

    Long whole(String key) {
        Number number = typed(key, Number.class, "a whole number");
        if (number == null) {
            return null;
        }
        String written = number.toString();
        try {
            return new BigDecimal(written).longValueExact();
        } catch (NumberFormatException e) {
            throw invalid(path(key) + " must be a whole number, not " + written);
        } catch (ArithmeticException e) {
            throw invalid(path(key) + " must be a whole number of at most 64 bits"
                    + (written.length() > LONGEST_SHOWN ? "" : ", not " + written));
        }
    }

    Integer wholeInt(String key) {
        Long number = whole(key);
        if (number == null) {
            return null;
        }
        if (number != number.intValue()) {
            throw invalid(path(key) + " must be a whole number of at most 32 bits, not " + number);
        }
        return number.intValue();
    }

    private Map<?, ?> map(String key) {
        Map<?, ?> map = typed(key, Map.class, "a mapped record");
        return map == null ? Map.of() : map;
    }

    /** The map under a key with its names checked, empty if there is none. */
    Map<String, Object> names(String key) {
        Map<String, Object> names = new LinkedHashMap<>();
        map(key).forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw invalid(path(key) + " has a key that is not a string");
            }
            names.put(text, value);
        });
        return names;
    }

    private List<?> list(String key) {
        List<?> list = typed(key, List.class, "an indexed record");
        return list == null ? List.of() : list;
    }

    /** The strings under a key, which may also be a single one. */
    List<String> texts(String key) {
        if (values.get(key) instanceof String single) {
            return List.of(single);
        }
        List<String> texts = new ArrayList<>();
        for (Object item : list(key)) {
            if (!(item instanceof String text)) {
                throw invalid(path(key) + "[" + texts.size() + "] must be a string" + found(item));
            }
            texts.add(text);
        }
        return texts;
    }

    /** The records under a key. */
    List<Values> records(String key, Set<String> keys) {
        List<Values> records = new ArrayList<>();
        for (Object item : list(key)) {
            String at = path(key) + "[" + records.size() + "]";
            if (!(item instanceof Map<?, ?> record)) {
                throw invalid(at + " must be a mapped record" + found(item));
            }
            records.add(of(at, record, keys));
        }
        return records;
    }

    byte[] bytes(String key) {
        return typed(key, byte[].class, "a byte array");
    }

    String path(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }

    /** What is there in place of what must be, without what it says. */
    static String found(Object value) {
        return value == null ? ", not null" : ", not a " + value.getClass().getName();
    }

    private <T> T typed(String key, Class<T> type, String form) {
        Object value = values.get(key);
        if (value != null && !type.isInstance(value)) {
            throw invalid(path(key) + " must be " + form + found(value));
        }
        return type.cast(value);
    }
}
