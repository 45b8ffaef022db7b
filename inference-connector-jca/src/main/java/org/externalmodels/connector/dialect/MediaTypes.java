package org.externalmodels.connector.dialect;

import java.util.Locale;

/** Media types (RFC 9110 section 8.3.1). */
final class MediaTypes {

    private MediaTypes() {}

    /** Without parameters, in lower case. */
    static String bare(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
