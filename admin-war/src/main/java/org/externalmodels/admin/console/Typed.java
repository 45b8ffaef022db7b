package org.externalmodels.admin.console;

import java.util.Optional;

/** What people type: spaces around it do not count, and Faces may give an empty field as {@code null}. */
public final class Typed {

    private Typed() {}

    /** The text, or empty if nothing was typed. */
    public static Optional<String> text(String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The text, or {@code null} if nothing was typed. */
    public static String orNull(String typed) {
        return text(typed).orElse(null);
    }
}
