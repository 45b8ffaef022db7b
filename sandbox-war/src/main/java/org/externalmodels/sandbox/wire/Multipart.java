package org.externalmodels.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form with files (RFC 7578), as far as providers' clients write it. */
public final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data\\s*;.*boundary=\"?([^\";]+)\"?.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)[; ]filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*(\\S+)");

    private Multipart() {}

    /** A field. */
    public static final class Part {
        private final Optional<String> fileName;
        private final Optional<String> type;
        private final byte[] content;

        Part(Optional<String> fileName, Optional<String> type, byte[] content) {
            this.fileName = fileName;
            this.type = type;
            this.content = content;
        }

        /** Empty if the field is none of a file. */
        public Optional<String> fileName() {
            return fileName;
        }

        /** Empty if it says none. */
        public Optional<String> type() {
            return type;
        }

        public int size() {
            return content.length;
        }

        /** The content of a field that is no file. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** The parts by name, the last of each; empty if the body is no such form. */
    public static Optional<Map<String, Part>> read(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        // Latin 1 keeps each byte one character.
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String[] sections = text.split(Pattern.quote("\r\n--" + matcher.group(1)), -1);
        if (sections.length < 2 || !sections[sections.length - 1].startsWith("--")) {
            return Optional.empty();
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String section : Arrays.asList(sections).subList(1, sections.length - 1)) {
            int end = section.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(end < 0 ? "" : section.substring(0, end));
            if (!name.find()) {
                return Optional.empty();
            }
            String head = section.substring(0, end);
            parts.put(
                    name.group(1),
                    new Part(
                            first(FILE_NAME, head),
                            first(TYPE, head),
                            section.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1)));
        }
        return Optional.of(parts);
    }

    private static Optional<String> first(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
