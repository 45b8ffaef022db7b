package org.externalmodels.registry.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which of those that a limit counts by themselves a bucket is of, by names that people know. */
final class CountedEach {

    private CountedEach() {}

    /**
     * The words, such as {@code key claims, model gpt-4o}.
     *
     * @param model gives the name of a model by its id
     * @param connection gives {@code model/connection} by the connection's id
     * @return empty for the bucket of all
     */
    static String words(Bucket bucket, UnaryOperator<String> model, UnaryOperator<String> connection) {
        Scope scope = bucket.rule().scope();
        boolean ofConnection = Scope.EACH.equals(scope.connectionId());
        StringBuilder pattern = new StringBuilder("[^/]*");
        List<UnaryOperator<String>> parts = new ArrayList<>();
        add(scope.key(), "k", name -> "key " + name, pattern, parts);
        add(scope.application(), "a", name -> "application " + name, pattern, parts);
        // A connection is told with its model.
        add(scope.modelId(), "m", id -> ofConnection ? "" : "model " + model.apply(id), pattern, parts);
        add(scope.connectionId(), "c", id -> "connection " + connection.apply(id), pattern, parts);
        Matcher each = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(bucket.key());
        // A key that was too long has no names in it.
        if (!each.matches()) {
            return "";
        }
        List<String> words = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            words.add(parts.get(part).apply(each.group(part + 1)));
        }
        words.removeIf(String::isEmpty);
        return String.join(", ", words);
    }

    private static void add(
            String wanted,
            String kind,
            UnaryOperator<String> word,
            StringBuilder pattern,
            List<UnaryOperator<String>> parts) {
        if (Scope.EACH.equals(wanted)) {
            pattern.append('/').append(kind).append(":(.*)");
            parts.add(word);
        }
    }
}
