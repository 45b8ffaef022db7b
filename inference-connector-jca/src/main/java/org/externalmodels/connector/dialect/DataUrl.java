package org.externalmodels.connector.dialect;

import java.util.Base64;
import org.externalmodels.inference.Media;

/** Media as an address: their own, or one that holds their bytes (RFC 2397). */
final class DataUrl {

    private DataUrl() {}

    static String address(Media media) {
        return media.uri()
                .map(Object::toString)
                .orElseGet(() -> "data:" + media.mediaType().orElseThrow() + ";base64,"
                        + Base64.getEncoder().encodeToString(media.bytes().orElseThrow()));
    }
}
