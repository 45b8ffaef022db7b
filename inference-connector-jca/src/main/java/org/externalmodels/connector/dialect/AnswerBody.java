package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonParser;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.connector.json.TreeGrowth;

/**
 * The body of an answer, read as it came: a parser of bytes spares two copies of it, which for vectors is most of the work
 * (docs/performance.md). Whoever made it does not change the bytes any more. Used by one thread at a time.
 */
public final class AnswerBody {

    private static final int PIECE = 8_192;

    private final byte[] bytes;
    private final int length;
    private final TreeGrowth growth;

    private AnswerBody(byte[] bytes, int length, TreeGrowth growth) {
        this.bytes = bytes;
        this.length = length;
        this.growth = growth;
    }

    /**
     * The first so many of the bytes, which are not copied.
     *
     * @param growth hears how large the trees become that are made of it
     */
    public static AnswerBody of(byte[] bytes, int length, TreeGrowth growth) {
        return new AnswerBody(bytes, length, growth);
    }

    public static AnswerBody of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new AnswerBody(bytes, bytes.length, TreeGrowth.UNHEARD);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** As UTF-8; bytes that are none become replacement characters. */
    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    JsonParser parser() {
        return JsonStreams.parser(bytes, length, growth);
    }

    /** Of the {@link #text}, for what is no UTF-8. */
    JsonParser parserOfText() {
        return JsonStreams.parser(text(), growth);
    }

    /** Whether a parser of bytes takes it as what it is; JSON is UTF-8 (RFC 8259, 8.1), whatever else a parser may detect. */
    boolean beginsAsUtf8() {
        return length < 2 || (bytes[0] > 0 && bytes[1] != 0);
    }

    /** Piece by piece: a copy of all of it would take twice its memory. */
    boolean isUtf8() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer out = CharBuffer.allocate(PIECE);
        CoderResult result;
        do {
            result = decoder.decode(in, out.clear(), true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }
}
