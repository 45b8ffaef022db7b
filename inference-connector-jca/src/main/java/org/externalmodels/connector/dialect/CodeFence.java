package org.externalmodels.connector.dialect;

import java.util.regex.Pattern;

/**
 * Takes off the code fence that models put around JSON they are asked for, from words that come piece by piece: what may be
 * of the fence is held back until it is clear. Used by one thread at a time.
 */
final class CodeFence {

    private static final String FENCE = "```";

    /** What may stand behind a fence that opens, most often {@code json}. */
    private static final Pattern LANGUAGE = Pattern.compile("[\\w+-]*\\s*");

    /** More than any fence has: what is longer is none. */
    private static final int MOST_HELD = 1_000;

    private enum Part {
        OPENING,
        WITHIN,
        PLAIN
    }

    private final StringBuilder held = new StringBuilder();
    private Part part = Part.OPENING;
    private boolean begun;

    /** A text that came whole. */
    static String without(String text) {
        CodeFence fence = new CodeFence();
        return fence.more(text) + fence.end();
    }

    /** Takes more words and gives those that are clear by now. */
    String more(String words) {
        if (part == Part.PLAIN) {
            return words;
        }
        held.append(words);
        if (part == Part.OPENING) {
            open();
        }
        return switch (part) {
            case OPENING -> "";
            case WITHIN -> within();
            case PLAIN -> give(held.length());
        };
    }

    /** Gives what is left when nothing follows. */
    String end() {
        String rest = held.toString().stripTrailing();
        if (part == Part.WITHIN && rest.endsWith(FENCE)) {
            held.setLength(rest.length() - FENCE.length());
            held.setLength(held.toString().stripTrailing().length());
        }
        part = Part.PLAIN;
        return give(held.length());
    }

    private void open() {
        String bare = held.toString().stripLeading();
        int lineEnd = bare.indexOf('\n');
        if (bare.length() < FENCE.length() && FENCE.startsWith(bare) && held.length() < MOST_HELD) {
            return;
        }
        String line = lineEnd < 0 ? bare : bare.substring(0, lineEnd);
        if (!bare.startsWith(FENCE)
                || (held.length() >= MOST_HELD && lineEnd < 0)
                || !LANGUAGE.matcher(line.substring(FENCE.length())).matches()) {
            part = Part.PLAIN;
        } else if (lineEnd >= 0) {
            held.setLength(0);
            held.append(bare, lineEnd + 1, bare.length());
            part = Part.WITHIN;
        }
    }

    /** All but the end, if that could be the fence that closes. */
    private String within() {
        int clear = held.length();
        while (clear > 0 && held.length() - clear < MOST_HELD && isOfFence(held.charAt(clear - 1))) {
            clear--;
        }
        return give(clear);
    }

    private static boolean isOfFence(char letter) {
        return letter == '`' || Character.isWhitespace(letter);
    }

    private String give(int length) {
        String clear = held.substring(0, length);
        held.delete(0, length);
        if (part == Part.WITHIN && !begun) {
            clear = clear.stripLeading();
        }
        begun |= !clear.isEmpty();
        return clear;
    }
}
