package org.externalmodels.registry.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.externalmodels.inference.spi.Secret;

/** The text of a key: a prefix that scanners for leaked secrets can know, and 256 random bits. */
final class KeyText {

    static final String PREFIX = "emk-";

    /** No key is longer, so what is longer is not hashed. */
    private static final int LONGEST = 200;

    private static final int BYTES = 32;
    private static final int ENDING = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    static Secret random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /**
     * SHA-256, in hexadecimal. A slow hash protects what people think up; of 256 random bits nobody guesses any, and each
     * call is checked.
     */
    static String hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    static boolean isPossible(String presented) {
        return presented.startsWith(PREFIX) && presented.length() <= LONGEST;
    }

    static String ending(Secret key) {
        String text = key.reveal();
        return text.substring(text.length() - ENDING);
    }
}
