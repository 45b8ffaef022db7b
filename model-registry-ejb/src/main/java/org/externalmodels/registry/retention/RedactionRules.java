package org.externalmodels.registry.retention;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is taken out of captured requests and answers, and out of messages of failures, before they are stored. Secrets of
 * connections are taken out in any case.
 *
 * @param fields names of JSON members whose values are taken out, wherever they are, without regard to case
 * @param patterns regular expressions; what they find is taken out
 */
public record RedactionRules(List<String> fields, List<String> patterns) {

    public static final RedactionRules NONE = new RedactionRules(List.of(), List.of());

    private static final int MOST = 100;
    private static final int LONGEST = 500;

    public RedactionRules {
        fields = fields == null ? List.of() : List.copyOf(fields);
        patterns = patterns == null ? List.of() : List.copyOf(patterns);
        if (fields.size() > MOST || fields.stream().anyMatch(name -> name.isBlank() || name.length() > LONGEST)) {
            throw new IllegalArgumentException("fields must have at most " + MOST + " names of 1 to " + LONGEST
                    + " characters, none of them blank");
        }
        if (patterns.size() > MOST || patterns.stream().anyMatch(text -> text.isEmpty() || text.length() > LONGEST)) {
            throw new IllegalArgumentException(
                    "patterns must have at most " + MOST + " regular expressions of 1 to " + LONGEST + " characters");
        }
        patterns.forEach(RedactionRules::check);
    }

    private static void check(String text) {
        try {
            if (Pattern.compile(text).matcher("").find()) {
                throw new IllegalArgumentException("patterns has " + text + ", which finds nothing everywhere");
            }
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "patterns has " + text + ", which is no regular expression: " + wrong.getDescription(), wrong);
        }
    }
}
