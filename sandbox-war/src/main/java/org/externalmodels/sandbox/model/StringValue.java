package org.externalmodels.sandbox.model;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** A string as a schema's format, pattern and lengths want it. */
final class StringValue {
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("date-time", "2026-01-01T00:00:00Z"),
            Map.entry("date", "2026-01-01"),
            Map.entry("time", "00:00:00Z"),
            Map.entry("duration", "PT1S"),
            Map.entry("email", "echo@example.com"),
            Map.entry("hostname", "example.com"),
            Map.entry("ipv4", "192.0.2.1"),
            Map.entry("ipv6", "2001:db8::1"),
            Map.entry("uuid", "00000000-0000-4000-8000-000000000001"),
            Map.entry("uri", "https://example.com/echo"));
    private static final List<String> SIMPLE =
            List.of("a", "A", "0", "abc", "ABC", "Abc", "123", "a1", "A1", "ABC-123", "CHF", "CH", "1.0", "8000");

    /** A pattern is a stranger's: on a long text it could take for ever. */
    private static final int SHORT = 64;

    private StringValue() {}

    static String of(JsonObject keywords, String echo) {
        int least = keywords.getInt("minLength", 0);
        int most = keywords.getInt("maxLength", Integer.MAX_VALUE);
        if (keywords.containsKey("pattern")) {
            return matching(keywords.getString("pattern"), least, most, echo);
        }
        String text = FORMATS.getOrDefault(keywords.getString("format", ""), echo);
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            return text.substring(0, text.offsetByCodePoints(0, most));
        }
        return text + ".".repeat(Math.max(0, least - length));
    }

    /** Only simple patterns: the sandbox tries strings, it does not solve expressions. */
    private static String matching(String pattern, int least, int most, String echo) {
        try {
            var wanted = Pattern.compile(pattern);
            return Stream.concat(
                            Stream.of(echo).filter(text -> text.length() <= SHORT),
                            Stream.concat(FORMATS.values().stream().sorted(), candidates(least)))
                    .filter(text -> text.length() >= least && text.length() <= most)
                    .filter(text -> wanted.matcher(text).find())
                    .findFirst()
                    .orElseThrow(() -> new UnsatisfiableSchema("'pattern' is not one the sandbox can satisfy"));
        } catch (PatternSyntaxException invalid) {
            throw new UnsatisfiableSchema("'pattern' is not a regular expression");
        }
    }

    private static Stream<String> candidates(int least) {
        return Stream.concat(
                SIMPLE.stream(),
                Stream.of("a", "A", "0")
                        .flatMap(
                                letter -> Stream.iterate(Math.max(least, 2), length -> length <= least + 20, n -> n + 1)
                                        .map(letter::repeat)));
    }
}
