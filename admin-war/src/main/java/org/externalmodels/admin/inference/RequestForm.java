package org.externalmodels.admin.inference;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A form with a file (RFC 7578), read as strictly as JSON: what nobody asks for is refused. Jakarta Mail reads its parts. */
final class RequestForm {

    private static final int MOST_PARTS = 50;

    /** Bytes of what says of a part what it is; each of its lines becomes an object. */
    private static final int LONGEST_HEAD = 8 << 10;

    /** RFC 2046 section 5.1.1 allows fewer. */
    private static final Pattern BOUNDARY = Pattern.compile("[ -~]+");

    private final List<Part> parts;
    private final Set<String> known = new HashSet<>();

    private RequestForm(List<Part> parts) {
        this.parts = parts;
    }

    /** A part of a form. Nobody changes its bytes. */
    static final class Part {

        private final String name;
        private final String fileName;
        private final String contentType;
        private final byte[] bytes;

        private Part(String name, String fileName, String contentType, byte[] bytes) {
            this.name = name;
            this.fileName = fileName;
            this.contentType = contentType;
            this.bytes = bytes;
        }

        /** The name of the file, {@code null} if it is none. */
        String fileName() {
            return fileName;
        }

        /** In lower case and without parameters, {@code null} if it does not say. */
        String contentType() {
            return contentType;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    static RequestForm of(String contentType, byte[] body) {
        try {
            // Each part, and the end, has a line before it.
            if (delimiters(body, boundary(contentType)) > MOST_PARTS + 1) {
                throw malformed();
            }
            MimeMultipart form = new MimeMultipart(new ByteArrayDataSource(body, contentType));
            if (form.getCount() > MOST_PARTS) {
                throw malformed();
            }
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < form.getCount(); i++) {
                parts.add(part(form.getBodyPart(i)));
            }
            return new RequestForm(parts);
        } catch (MessagingException | IOException unreadable) {
            throw malformed();
        }
    }

    /** Jakarta Mail takes the first line that looks like one where none is told; RFC 7578 section 4.1 wants it told. */
    private static String boundary(String contentType) throws MessagingException {
        String boundary = new ContentType(contentType).getParameter("boundary");
        if (boundary == null || !BOUNDARY.matcher(boundary).matches()) {
            throw malformed();
        }
        return boundary;
    }

    /** Counts the lines before parts, which are costly once they are read. */
    private static int delimiters(byte[] body, String boundary) {
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        int count = 0;
        for (int at = 0; at + delimiter.length <= body.length; at++) {
            boolean lineBegins = at == 0 || body[at - 1] == '\n' || body[at - 1] == '\r';
            if (lineBegins && Arrays.equals(body, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                requireShortHead(body, at + delimiter.length);
                count++;
            }
        }
        return count;
    }

    /** A head ends with an empty line, or with the body. */
    private static void requireShortHead(byte[] body, int from) {
        for (int at = from; at + 1 < body.length; at++) {
            if (body[at] == '\n' && (body[at + 1] == '\n' || body[at + 1] == '\r')) {
                return;
            }
            if (at - from > LONGEST_HEAD) {
                throw malformed();
            }
        }
    }

    private static Part part(BodyPart part) throws MessagingException, IOException {
        String[] header = part.getHeader("Content-Disposition");
        if (header == null) {
            throw malformed();
        }
        ContentDisposition disposition = new ContentDisposition(header[0]);
        String name = disposition.getParameter("name");
        if (name == null) {
            throw malformed();
        }
        String[] type = part.getHeader("Content-Type");
        byte[] bytes;
        try (var in = part.getInputStream()) {
            bytes = in.readAllBytes();
        }
        return new Part(
                name,
                disposition.getParameter("filename"),
                type == null ? null : type[0].replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT),
                bytes);
    }

    Optional<String> text(String name) {
        List<Part> found = named(name);
        if (found.size() > 1) {
            throw Refusal.invalid(name, "it comes more than once");
        }
        return found.stream().findFirst().map(part -> new String(part.bytes, StandardCharsets.UTF_8));
    }

    String requiredText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> Refusal.missing(name));
    }

    Part requiredFile(String name) {
        List<Part> found = named(name);
        if (found.size() != 1) {
            throw found.isEmpty() ? Refusal.missing(name) : Refusal.invalid(name, "it comes more than once");
        }
        return found.get(0);
    }

    boolean has(String name) {
        return !named(name).isEmpty();
    }

    void refuseOthers() {
        for (Part part : parts) {
            if (!known.contains(part.name)) {
                throw Refusal.unknownParameter(part.name);
            }
        }
    }

    private List<Part> named(String name) {
        known.add(name);
        return parts.stream().filter(part -> part.name.equals(name)).toList();
    }

    private static Refusal malformed() {
        return new Refusal(400, "invalid_form", null, "The body is not a form of type multipart/form-data.");
    }
}
