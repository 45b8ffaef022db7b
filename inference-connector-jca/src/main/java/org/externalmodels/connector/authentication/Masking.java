package org.externalmodels.connector.authentication;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.HeaderText;
import org.externalmodels.inference.spi.Secret;

/**
 * Takes known secrets out of texts, by value: a prefix or a pattern would miss the next kind of key. Longer ones first, for
 * one may begin with another; and as headers and JSON write them, for a provider may quote them. JSON may escape any
 * character (RFC 8259 section 7), and JSON in a text of JSON is escaped once more. Immutable.
 */
public final class Masking {

    /** Nothing secret is known. */
    public static final Masking NOTHING = new Masking(List.of());

    private static final int SHORTEST = 4;
    private static final int HEX_DIGITS = 4;

    private final List<String> secrets;

    /** Every character that a secret has, once. */
    private final String characters;

    public Masking(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.of(secret, HeaderText.sent(secret)))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        characters = this.secrets.stream()
                .flatMapToInt(String::chars)
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** As this one, and others beside. */
    public Masking with(List<String> more) {
        return new Masking(Stream.concat(secrets.stream(), more.stream()).toList());
    }

    /** The text with a mask in the place of each secret. */
    public String mask(String text) {
        if (mayBeEscaped(text)) {
            return maskEscaped(text);
        }
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Secret.MASK);
        }
        return masked;
    }

    /** Whether a character that a secret has is escaped; what is escaped in most texts, such as line breaks, is in none. */
    private boolean mayBeEscaped(String text) {
        int at = secrets.isEmpty() ? -1 : text.indexOf('\\');
        while (at >= 0) {
            int end = endOfBackslashes(text, at);
            boolean known = end < text.length() && characters.indexOf(escaped(text, end)) >= 0;
            if (known || characters.indexOf('\\') >= 0) {
                return true;
            }
            at = text.indexOf('\\', end);
        }
        return false;
    }

    private String maskEscaped(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = endOfSecret(text, at);
            if (end < 0) {
                masked.append(text.charAt(at++));
            } else {
                masked.append(Secret.MASK);
                at = end;
            }
        }
        return masked.toString();
    }

    /** Where the longest secret that begins here ends; -1 if none does. */
    private int endOfSecret(String text, int start) {
        for (String secret : secrets) {
            if (text.startsWith(secret, start)) {
                return start + secret.length();
            }
            int at = start;
            for (int i = 0; i < secret.length() && at >= 0; i++) {
                at = after(text, at, secret.charAt(i));
            }
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** Where a character, written in whatever way, ends; -1 if another one is there. */
    private static int after(String text, int at, char c) {
        if (at == text.length()) {
            return -1;
        }
        if (text.charAt(at) != '\\') {
            return text.charAt(at) == c ? at + 1 : -1;
        }
        int end = endOfBackslashes(text, at);
        boolean escaped = end < text.length() && escaped(text, end) == c;
        // Other backslashes, of two each, may be before one that is written by its number; if it was escaped again, 2,
        // 4 or 8.
        if (escaped && (c != '\\' || Integer.bitCount(end - at) == 1)) {
            return end + (text.charAt(end) == 'u' ? 1 + HEX_DIGITS : 1);
        }
        return c == '\\' ? Math.min(at + 2, end) : -1;
    }

    private static int endOfBackslashes(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == '\\') {
            end++;
        }
        return end;
    }

    /** What a character stands for after a backslash; -1 if it stands for nothing. */
    private static int escaped(String text, int at) {
        return switch (text.charAt(at)) {
            case '"', '/' -> text.charAt(at);
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal(text, at + 1);
            default -> -1;
        };
    }

    private static int hexadecimal(String text, int at) {
        int code = at + HEX_DIGITS <= text.length() ? 0 : -1;
        for (int i = at; i < at + HEX_DIGITS && code >= 0; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            code = digit < 0 ? -1 : code << 4 | digit;
        }
        return code;
    }

    @Override
    public String toString() {
        return "Masking[" + secrets.size() + "]";
    }
}
