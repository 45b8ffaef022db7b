package org.externalmodels.sandbox.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The header's words, each at most once: {@code name} or {@code name=value}, separated by commas or semicolons. */
final class FaultWords {
    private static final List<String> WITH_NUMBER =
            List.of("delay", "chunk-delay", "drip", "status", "retry-after", "cut", "size");
    private static final List<String> ALONE = List.of("html", "garbage", "empty", "plain", "hang");

    private final Map<String, String> words = new LinkedHashMap<>();

    FaultWords(String header) throws MalformedFault {
        for (String part : header.split("[,;]", -1)) {
            if (!part.isBlank()) {
                add(part.strip());
            }
        }
    }

    private void add(String word) throws MalformedFault {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals).strip();
        String value = equals < 0 ? "" : word.substring(equals + 1).strip();
        if (!WITH_NUMBER.contains(name) && !ALONE.contains(name)) {
            throw new MalformedFault("unknown fault " + MalformedFault.shown(name) + "; known are "
                    + String.join("=…, ", WITH_NUMBER) + "=…, " + String.join(", ", ALONE));
        }
        if (ALONE.contains(name) && equals >= 0) {
            throw new MalformedFault("'" + name + "' takes no value");
        }
        if (words.put(name, value) != null) {
            throw new MalformedFault("'" + name + "' is given twice");
        }
    }

    boolean has(String name) {
        return words.containsKey(name);
    }

    Set<String> names() {
        return words.keySet();
    }

    OptionalInt number(String name, int least, int most) throws MalformedFault {
        String value = words.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        throw new MalformedFault("'" + name + "' needs a whole number from " + least + " to " + most + ", not "
                + MalformedFault.shown(value));
    }
}
