package org.externalmodels.admin.console;

import java.util.Optional;

/**
 * An address of the console itself, never of another host.
 *
 * @param path with its query, beginning with one slash
 */
record LocalAddress(String path) {

    /** The first page. */
    static final LocalAddress START = new LocalAddress("/");

    LocalAddress {
        if (!isLocal(path)) {
            throw new IllegalArgumentException("Not an address of the console");
        }
    }

    /** Reads an address that came from outside. */
    static Optional<LocalAddress> of(String text) {
        return text != null && isLocal(text) ? Optional.of(new LocalAddress(text)) : Optional.empty();
    }

    /** Browsers read a second slash, and a backslash in its place, as the beginning of a host name. */
    private static boolean isLocal(String text) {
        return text.startsWith("/")
                && !text.startsWith("//")
                && text.indexOf('\\') < 0
                && text.chars().noneMatch(Character::isISOControl);
    }
}
