package org.externalmodels.registry.json;

import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * A member that an object has twice: JSON libraries take one of the two without a word, and not all of them the same (RFC 8259
 * section 4).
 *
 * @param field by its path, such as {@code connections[0].name}
 * @param line where its name is for the second time
 * @param column where that name ends
 */
public record RepeatedMember(String field, long line, long column) {

    private static final int LONGEST_NAME = 100;

    /** The first one in a text that is JSON. */
    public static Optional<RepeatedMember> in(String text) {
        Deque<Level> open = new ArrayDeque<>();
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> {
                        begin(open);
                        open.push(new Level());
                    }
                    case END_OBJECT, END_ARRAY -> open.pop();
                    case KEY_NAME -> {
                        if (!open.element().takes(parser.getString())) {
                            return Optional.of(at(open, parser.getLocation()));
                        }
                    }
                    default -> begin(open);
                }
            }
        }
        return Optional.empty();
    }

    private static void begin(Deque<Level> open) {
        if (!open.isEmpty()) {
            open.element().items++;
        }
    }

    private static RepeatedMember at(Deque<Level> open, JsonLocation place) {
        StringBuilder path = new StringBuilder();
        for (Iterator<Level> levels = open.descendingIterator(); levels.hasNext(); ) {
            levels.next().appendTo(path);
        }
        return new RepeatedMember(path.toString(), place.getLineNumber(), place.getColumnNumber());
    }

    /** What is open: an object, which has names, or an array, which has none. */
    private static final class Level {
        private final Set<String> names = new HashSet<>();
        private String name;
        private int items;

        boolean takes(String next) {
            name = next;
            return names.add(next);
        }

        void appendTo(StringBuilder path) {
            if (name == null) {
                path.append('[').append(items - 1).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".")
                        .append(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name);
            }
        }
    }
}
