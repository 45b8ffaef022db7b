package org.externalmodels.connector.transport;

/** What the HTTP client makes of a text in a header: ISO 8859-1 on one line (RFC 9110 section 5.5). */
public final class HeaderText {

    private HeaderText() {}

    /** The text as it goes out, and as whoever got it may quote it. */
    public static String sent(String text) {
        StringBuilder sent = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            sent.append(sent(text.charAt(i)));
        }
        return sent.toString().strip();
    }

    private static char sent(char c) {
        if (c == '\r' || c == '\n' || c == '\f' || c == 0x0b) {
            return ' ';
        }
        boolean known = (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0xff) || c == '\t';
        return known ? c : '?';
    }
}
