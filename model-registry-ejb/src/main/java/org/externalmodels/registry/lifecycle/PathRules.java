package org.externalmodels.registry.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a JSON path may not do: take more time than an answer is long. Each search of all levels and each union visits
 * what the part before found once more, so of two in a row a few kilobytes of answer take minutes.
 */
final class PathRules {

    private static final int LONGEST = 500;

    private PathRules() {}

    /**
     * Why a path is refused.
     *
     * @param column where in the path, from 1
     * @param message what is wrong
     */
    record Refusal(int column, String message) {}

    /** Why a path is refused; empty if it is none of these. */
    static Optional<Refusal> problem(String path) {
        if (path.length() > LONGEST) {
            return Optional.of(new Refusal(LONGEST + 1, "must have at most " + LONGEST + " characters"));
        }
        Places places = Places.of(path);
        if (places.deepScans.size() > 1) {
            return refusal(places.deepScans.get(1), "may search all levels ('..') once at most");
        }
        if (places.unions.size() > 1) {
            return refusal(places.unions.get(1), "may have one list of names or places (such as [0,1]) at most");
        }
        if (places.filters.size() > 1
                || (places.filters.size() == 1 && places.deepScans.size() + places.unions.size() > 0)) {
            return refusal(
                    places.filters.get(places.filters.size() - 1),
                    "may have one filter ('?') at most, and then neither '..' nor a list of names or places");
        }
        // A regular expression of the administrator's on a text of the provider's has no bound at all.
        return places.matches.isEmpty()
                ? Optional.empty()
                : refusal(places.matches.get(0), "must have no regular expressions ('=~')");
    }

    private static Optional<Refusal> refusal(int index, String message) {
        return Optional.of(new Refusal(index + 1, message));
    }

    /** Where a path does what takes time, outside quoted names. */
    private static final class Places {
        private final List<Integer> deepScans = new ArrayList<>();
        private final List<Integer> unions = new ArrayList<>();
        private final List<Integer> filters = new ArrayList<>();
        private final List<Integer> matches = new ArrayList<>();

        private static Places of(String path) {
            Places places = new Places();
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
                    places.unions.add(i);
                } else if (c == '?') {
                    places.filters.add(i);
                } else if (path.startsWith("..", i)) {
                    places.deepScans.add(i);
                    i++;
                } else if (path.startsWith("=~", i)) {
                    places.matches.add(i);
                }
            }
            return places;
        }
    }
}
