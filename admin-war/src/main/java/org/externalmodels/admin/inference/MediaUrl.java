package org.externalmodels.admin.inference;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.spi.ImageTypes;

/** Images and sounds as requests bring them. This server fetches none: an address goes to the provider as it is. */
final class MediaUrl {

    private static final String DATA = "data:";

    private MediaUrl() {}

    /** A {@code data:} URL (RFC 2397) in base64, or an address. */
    static Media read(String at, String url) {
        if (!url.regionMatches(true, 0, DATA, 0, DATA.length())) {
            return address(at, url);
        }
        int comma = url.indexOf(',');
        String head = comma < 0 ? "" : url.substring(DATA.length(), comma).toLowerCase(Locale.ROOT);
        if (!head.endsWith(";base64")) {
            throw Refusal.invalid(at, "a data URL like data:image/png;base64,… is expected");
        }
        String mediaType = head.substring(0, head.length() - ";base64".length());
        int parameters = mediaType.indexOf(';');
        return base64(at, parameters < 0 ? mediaType : mediaType.substring(0, parameters), url.substring(comma + 1));
    }

    static Media base64(String at, String mediaType, String data) {
        if (mediaType.indexOf('/') < 1) {
            throw Refusal.invalid(at, "a media type like image/png is expected");
        }
        return Media.of(mediaType, bytes(at, data));
    }

    /** An image in base64, of which nothing else is said. */
    static Media image(String at, String data) {
        byte[] bytes = bytes(at, data);
        return Media.of(ImageTypes.of(bytes), bytes);
    }

    private static byte[] bytes(String at, String data) {
        try {
            byte[] bytes = Base64.getDecoder().decode(data);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            // Falls through to the same answer.
        }
        throw Refusal.invalid(at, "data in base64 is expected");
    }

    static Media address(String at, String url) {
        try {
            URI uri = new URI(url);
            if ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())) {
                return Media.at(uri);
            }
        } catch (URISyntaxException malformed) {
            // Falls through to the same answer.
        }
        throw Refusal.invalid(at, "an http, https or data URL is expected");
    }
}
