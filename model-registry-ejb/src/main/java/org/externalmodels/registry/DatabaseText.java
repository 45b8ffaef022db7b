package org.externalmodels.registry;

import org.externalmodels.inference.spi.NameKey;

/** Texts that every database takes: PostgreSQL has neither NUL nor half a surrogate pair, not even in a question. */
public final class DatabaseText {

    public static final int LONGEST_NAME = 100;

    private static final int LONGEST_NAME_KEY = 300;

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

    /** The pattern of all texts that have this one in them, for {@code like … escape '!'}. */
    public static String containing(String field, String text) {
        return "%" + of(field, text).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** 1 to 100 characters as people count them. */
    static boolean hasLengthOfName(String text) {
        return !text.isBlank() && length(text) <= LONGEST_NAME;
    }

    /** One character may stand for up to eighteen others (Unicode's compatibility forms), or for none. */
    static boolean hasKeyOfName(String text) {
        String key = NameKey.of(text);
        return !key.isEmpty() && key.length() <= LONGEST_NAME_KEY;
    }

    /** In characters as people count them: Java and H2 count those beyond Unicode's first plane twice. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    public static boolean fits(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)));
    }
}
