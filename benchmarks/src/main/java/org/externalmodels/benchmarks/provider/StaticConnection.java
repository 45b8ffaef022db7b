package org.externalmodels.benchmarks.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One kept-alive HTTP/1.1 connection. Knows just enough of the protocol to find where a request ends. */
final class StaticConnection implements StaticProvider.Conversation {

    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
    private static final byte[] LENGTH = ascii("\r\ncontent-length:");
    private static final byte[] STREAM = ascii("\"stream\":true");
    private static final byte[] STREAM_SPACED = ascii("\"stream\" : true");

    private static final byte[] BASE64 = ascii("\"encoding_format\":\"base64\"");

    private static final byte[] EMBEDDINGS = ascii("/embeddings http");
    private static final byte[] MESSAGES = ascii("/messages http");

    private static final int NEAR = 300;
    private static final int REQUEST_LINE = 100;

    private final Socket socket;
    private byte[] buffer = new byte[16 * 1024];
    private int filled;

    StaticConnection(Socket socket) {
        this.socket = socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void hold() throws IOException {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (readRequest(in)) {
                for (byte[] part : answer()) {
                    out.write(part);
                }
            }
        }
    }

    private List<byte[]> answer() {
        if (isFor(EMBEDDINGS)) {
            return wantsBase64() ? OpenAiAnswers.EMBEDDINGS_IN_BASE64 : OpenAiAnswers.EMBEDDINGS;
        }
        if (isFor(MESSAGES)) {
            return wantsStream() ? AnthropicAnswers.MESSAGE_STREAM : AnthropicAnswers.MESSAGE;
        }
        return wantsStream() ? OpenAiAnswers.COMPLETION_STREAM : OpenAiAnswers.COMPLETION;
    }

    private boolean isFor(byte[] path) {
        return indexOf(path, 0, Math.min(filled, REQUEST_LINE)) >= 0;
    }

    /** Said at the begin or the end of the document: the prompt between is not looked at. */
    private boolean wantsStream() {
        int body = Math.max(0, indexOf(HEAD_END, 0));
        return says(STREAM, body) || says(STREAM_SPACED, body);
    }

    private boolean wantsBase64() {
        return says(BASE64, Math.max(0, indexOf(HEAD_END, 0)));
    }

    private boolean says(byte[] words, int body) {
        int found = indexOf(words, body, Math.min(filled, body + NEAR));
        return found >= 0 || indexOf(words, Math.max(body, filled - NEAR), filled) >= 0;
    }

    /** False when the client has closed the connection. No pipelining: one request at a time fills the buffer. */
    private boolean readRequest(InputStream in) throws IOException {
        filled = 0;
        int end = -1;
        while (end < 0 || filled < end) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
            end = end < 0 ? requestEnd() : end;
        }
        return true;
    }

    /** -1 while it cannot be told yet. */
    private int requestEnd() {
        int head = indexOf(HEAD_END, 0);
        if (head < 0) {
            return -1;
        }
        int length = indexOf(LENGTH, 0);
        if (length < 0 || length > head) {
            int last = indexOf(LAST_CHUNK, head);
            return last < 0 ? -1 : last + LAST_CHUNK.length;
        }
        int value = 0;
        for (int i = length + LENGTH.length; buffer[i] != '\r'; i++) {
            if (buffer[i] != ' ') {
                value = value * 10 + buffer[i] - '0';
            }
        }
        return head + HEAD_END.length + value;
    }

    /** Ignores the case of letters; {@code wanted} is in lower case. */
    private int indexOf(byte[] wanted, int from) {
        return indexOf(wanted, from, filled);
    }

    private int indexOf(byte[] wanted, int from, int to) {
        for (int i = from; i <= to - wanted.length; i++) {
            int matched = 0;
            while (matched < wanted.length && lower(buffer[i + matched]) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
    }
}
