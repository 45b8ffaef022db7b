package org.externalmodels.registry;

/** Texts that every database takes: PostgreSQL has neither NUL nor half a surrogate pair, not even in a question. */
public final class DatabaseText {

    private DatabaseText() {}

    /**
     * Lets a text through that can be asked for.
     *
     * @param field what to call it in a refusal
     */
    public static String of(String field, String text) {
        if (!fits(text)) {
            throw RegistryException.invalid(field, "has a character that no stored text has");
        }
        return text;
    }

    public static boolean fits(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)));
    }
}
