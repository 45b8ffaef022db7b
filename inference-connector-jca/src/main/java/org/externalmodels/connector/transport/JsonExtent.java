package org.externalmodels.connector.transport;

/** Follows a JSON text, byte by byte, to where it is whole. Used by one thread at a time. */
final class JsonExtent {

    private boolean begun;
    private boolean structured;
    private int depth;
    private boolean inString;
    private boolean escaped;

    /** Bytes of characters beyond ASCII are none that matter here. */
    void follow(byte next) {
        if (inString) {
            inString = escaped || next != '"';
            escaped = !escaped && next == '\\';
            return;
        }
        switch (next) {
            case ' ', '\t', '\r', '\n' -> {
                return;
            }
            case '"' -> inString = true;
            case '{', '[' -> {
                structured |= !begun;
                depth++;
            }
            case '}', ']' -> depth--;
            default -> {}
        }
        begun = true;
    }

    void follow(String text) {
        for (int i = 0; i < text.length(); i++) {
            follow((byte) Math.min(text.charAt(i), 0x7f));
        }
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether a string, an object or an array is not closed. */
    boolean isOpen() {
        return depth > 0 || inString;
    }

    /** Whether it is an object or an array, whose end can be seen. A number may have further digits. */
    boolean isStructured() {
        return structured;
    }

    void startOver() {
        begun = false;
        structured = false;
        depth = 0;
        inString = false;
        escaped = false;
    }
}
