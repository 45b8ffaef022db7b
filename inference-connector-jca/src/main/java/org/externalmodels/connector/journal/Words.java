package org.externalmodels.connector.journal;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The constants in which records are written. A release that came before the one that wrote a record may lack some of them;
 * what it says in their place is less exact, and the record is kept.
 */
final class Words {

    private static final System.Logger LOG = System.getLogger(Words.class.getName());

    /** What a constant is called. Anything else is no word of any release, but damage. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]{0,59}");

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Words() {}

    /**
     * Finds a constant; empty if this release has none of that name.
     *
     * @throws IllegalArgumentException if no release can have one
     */
    static <E extends Enum<E>> Optional<E> of(Class<E> type, String word) {
        try {
            return Optional.of(Enum.valueOf(type, word));
        } catch (IllegalArgumentException unknown) {
            tell(type, word);
            return Optional.empty();
        }
    }

    private static void tell(Class<? extends Enum<?>> type, String word) {
        if (!CONSTANT.matcher(word).matches()) {
            throw new IllegalArgumentException("No " + type.getSimpleName());
        }
        if (TOLD.add(type.getSimpleName() + " " + word)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The usage journal has records of a later release with the {0} {1}, which this one does not know;"
                            + " they are kept, and say the next best thing",
                    type.getSimpleName(),
                    word);
        }
    }
}
