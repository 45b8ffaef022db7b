package org.externalmodels.admin.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds the query of an address; what is empty is left out. */
public final class Address {

    private final StringBuilder text = new StringBuilder();

    public Address with(String name, String value) {
        if (value != null && !value.isEmpty()) {
            text.append(text.length() == 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    /**
     * Asks for what has a model or connection in common, or for what has none. Callers may have asked for the name when
     * nothing had it, which is counted as none.
     */
    public Address common(String name, String value) {
        return with(name, value).with(name + ".unknown", String.valueOf(value == null));
    }

    /** The query with its question mark; only the question mark if it is empty, which leads to the page without one. */
    @Override
    public String toString() {
        return text.length() == 0 ? "?" : text.toString();
    }
}
