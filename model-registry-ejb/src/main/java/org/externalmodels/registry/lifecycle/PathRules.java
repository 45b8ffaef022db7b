package org.externalmodels.registry.lifecycle;

import java.util.Optional;

/**
 * What a JSON path may not do: take more time than an answer is long. Each search of all levels and each union visits
 * what the part before found once more, so of two in a row a few kilobytes of answer take minutes.
 */
final class PathRules {

    private static final int LONGEST = 500;

    private PathRules() {}

    /** Why a path is refused; empty if it is none of these. */
    static Optional<String> problem(String path) {
        if (path.length() > LONGEST) {
            return Optional.of("has at most " + LONGEST + " characters");
        }
        Count count = Count.of(path);
        if (count.deepScans > 1) {
            return Optional.of("searches all levels ('..') once at most");
        }
        if (count.unions > 1) {
            return Optional.of("has one list of names or places (such as [0,1]) at most");
        }
        if (count.filters > 1 || (count.filters == 1 && count.deepScans + count.unions > 0)) {
            return Optional.of("has one filter ('?') at most, and then neither '..' nor a list of names or places");
        }
        // A regular expression of the administrator's on a text of the provider's has no bound at all.
        return count.matches > 0 ? Optional.of("has no regular expressions ('=~')") : Optional.empty();
    }

    /** How often a path does what takes time, outside quoted names. */
    private static final class Count {
        private int deepScans;
        private int unions;
        private int filters;
        private int matches;

        private static Count of(String path) {
            Count count = new Count();
            char quote = 0;
            boolean unionCounted = false;
            for (int i = 0; i < path.length(); i++) {
                char c = path.charAt(i);
                if (quote != 0) {
                    i += c == '\\' ? 1 : 0;
                    quote = c == quote ? 0 : quote;
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else if (c == '[') {
                    unionCounted = false;
                } else if (c == ',' && !unionCounted) {
                    unionCounted = true;
                    count.unions++;
                } else if (c == '?') {
                    count.filters++;
                } else if (path.startsWith("..", i)) {
                    count.deepScans++;
                    i++;
                } else if (path.startsWith("=~", i)) {
                    count.matches++;
                }
            }
            return count;
        }
    }
}
