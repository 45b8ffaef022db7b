package org.externalmodels.connector.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A form with a file (RFC 7578). Its boundary is random, so nothing in the file can be it. */
final class MultipartForm {

    private final String boundary = "form-" + UUID.randomUUID();
    private final ByteArrayOutputStream written;

    /**
     * Begins a form.
     *
     * @param size about how many bytes it will have
     */
    MultipartForm(int size) {
        written = new ByteArrayOutputStream(size + 1_024);
    }

    MultipartForm field(String name, String value) {
        head("name=\"" + escaped(name) + '"');
        return end(value.getBytes(StandardCharsets.UTF_8));
    }

    MultipartForm file(String name, String fileName, String contentType, byte[] bytes) {
        head("name=\"" + escaped(name) + "\"; filename=\"" + escaped(fileName) + "\"\r\nContent-Type: " + contentType);
        return end(bytes);
    }

    Payload payload() {
        write("--" + boundary + "--\r\n");
        return new Payload(written.toByteArray(), "multipart/form-data; boundary=" + boundary);
    }

    private void head(String disposition) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    }

    private MultipartForm end(byte[] content) {
        written.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        written.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As browsers do it: a name stays one name whatever is in it. */
    private static String escaped(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }
}
