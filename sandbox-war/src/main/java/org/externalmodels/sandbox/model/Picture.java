package org.externalmodels.sandbox.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A small picture of noise that only a text decides. */
public final class Picture {
    private static final int SIDE = 8;

    private Picture() {}

    /**
     * Draws it.
     *
     * @param format {@code png} or {@code jpeg}
     */
    public static byte[] of(String text, String format) {
        var random = new Random(text.hashCode());
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < SIDE * SIDE; at++) {
            image.setRGB(at % SIDE, at / SIDE, random.nextInt(1 << 24));
        }
        var bytes = new ByteArrayOutputStream();
        try {
            // The default would go through a file.
            ImageIO.setUseCache(false);
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no pictures in " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
