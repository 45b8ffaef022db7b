package org.externalmodels.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks through a list that this server holds, part by part, for what has a text in it. */
public final class Sieve<T> {

    private static final int AT_ONCE = 500;

    private final BiFunction<String, Integer, List<T>> list;
    private final Function<T, String> id;
    private final Function<T, Stream<String>> texts;

    /**
     * @param list gives what comes after an id, {@code null} for the beginning, and at most so many
     * @param id by which the list goes on
     * @param texts in which is looked
     */
    public Sieve(BiFunction<String, Integer, List<T>> list, Function<T, String> id, Function<T, Stream<String>> texts) {
        this.list = list;
        this.id = id;
        this.texts = texts;
    }

    /**
     * A part of what was found, in the list's order.
     *
     * @param search a part of one of the texts in small or capital letters, empty for everything
     * @param limit the most of it, at least 1
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<T> slice(Optional<String> search, int limit, Optional<String> after) {
        Predicate<T> wanted = search.map(text -> text.toLowerCase(Locale.ROOT))
                .map(this::having)
                .orElse(any -> true);
        List<T> found = new ArrayList<>();
        String place = after.orElse(null);
        List<T> part;
        do {
            part = list.apply(place, search.isPresent() ? AT_ONCE : limit + 1);
            part.stream().filter(wanted).limit(limit + 1L - found.size()).forEach(found::add);
            place = part.isEmpty() ? place : id.apply(part.get(part.size() - 1));
        } while (found.size() <= limit && search.isPresent() && part.size() == AT_ONCE);
        return found.size() > limit
                ? new Slice<>(found.subList(0, limit), Optional.of(id.apply(found.get(limit - 1))))
                : new Slice<>(found, Optional.empty());
    }

    private Predicate<T> having(String text) {
        return one ->
                texts.apply(one).anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(text));
    }
}
