package org.externalmodels.connector.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Writes the key under which an answer is kept: a hash of all that the answer depends on, and of who may see it. Each part
 * goes in with its length, so that no two lists of parts are the same. Not for several threads.
 */
public final class QuestionKey {

    private final MessageDigest digest;

    public QuestionKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public QuestionKey with(byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        digest.update(part);
        return this;
    }

    public QuestionKey with(String part) {
        return with(part.getBytes(StandardCharsets.UTF_8));
    }

    /** What is not there differs from what is empty. */
    public QuestionKey with(Optional<String> part) {
        return part.isPresent() ? with("1").with(part.get()) : with("0");
    }

    /** The key; nothing is added after this. */
    public String text() {
        return Base64.getEncoder().withoutPadding().encodeToString(digest.digest());
    }
}
