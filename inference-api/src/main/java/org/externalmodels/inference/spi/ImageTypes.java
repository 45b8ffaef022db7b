package org.externalmodels.inference.spi;

import java.nio.charset.StandardCharsets;

/** What an image is, by its first bytes, where nobody says it. */
public final class ImageTypes {

    private ImageTypes() {}

    /** Its media type; PNG if it begins like none that is known. */
    public static String of(byte[] image) {
        String begin = new String(image, 0, Math.min(12, image.length), StandardCharsets.ISO_8859_1);
        if (begin.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (begin.startsWith("RIFF") && begin.endsWith("WEBP")) {
            return "image/webp";
        }
        if (begin.startsWith("GIF8")) {
            return "image/gif";
        }
        return "image/png";
    }
}
