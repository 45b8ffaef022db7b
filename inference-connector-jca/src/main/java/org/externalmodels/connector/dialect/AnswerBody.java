package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.externalmodels.connector.json.JsonStreams;

/**
 * The body of an answer, read as it came: a parser of bytes spares two copies of it, which for vectors is most of the work
 * (docs/performance.md). Whoever made it does not change the bytes any more. Used by one thread at a time.
 */
public final class AnswerBody {

    private final byte[] bytes;
    private final int length;

    private AnswerBody(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** The first so many of the bytes, which are not copied. */
    public static AnswerBody of(byte[] bytes, int length) {
        return new AnswerBody(bytes, length);
    }

    public static AnswerBody of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new AnswerBody(bytes, bytes.length);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** As UTF-8; bytes that are none become replacement characters. */
    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    JsonParser parser() {
        return JsonStreams.parser(bytes, length);
    }

    /** Whether a parser of bytes takes it as what it is; JSON is UTF-8 (RFC 8259, 8.1), whatever else a parser may detect. */
    boolean beginsAsUtf8() {
        return length < 2 || (bytes[0] > 0 && bytes[1] != 0);
    }

    boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
