package org.externalmodels.registry;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a name may be that people give: to models, connections, profiles, keys, limits and prompts alike. */
public final class NameRule {

    /** What people would not see in a name, and what would make two of them look the same. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u00ad\\u034f\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e"
                    + "\\u2060-\\u2064\\u2066-\\u206f\\ufeff]");

    private NameRule() {}

    /** What is wrong with a name, as the end of a sentence that begins with its field; empty if nothing is. */
    public static Optional<String> problem(String name) {
        if (name == null || !DatabaseText.hasLengthOfName(name)) {
            return Optional.of("must have 1 to " + DatabaseText.LONGEST_NAME + " characters");
        }
        if (UNSEEN.matcher(name).find()) {
            return Optional.of("must have no line breaks, control or direction characters");
        }
        if (!DatabaseText.fits(name)) {
            return Optional.of("must have no halves of characters");
        }
        return DatabaseText.hasKeyOfName(name)
                ? Optional.empty()
                : Optional.of("has too many characters that stand for several others, or none that counts");
    }
}
