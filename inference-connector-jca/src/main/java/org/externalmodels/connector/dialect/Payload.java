package org.externalmodels.connector.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The body of a request, and what it is. The bytes are sent as they are: nobody changes them any more. */
public final class Payload {

    public static final String JSON = "application/json";

    private final byte[] bytes;
    private final String contentType;

    /** Takes the bytes over. */
    public Payload(byte[] bytes, String contentType) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.contentType = Objects.requireNonNull(contentType, "contentType");
    }

    public static Payload json(byte[] bytes) {
        return new Payload(bytes, JSON);
    }

    /** Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public String contentType() {
        return contentType;
    }

    /** What people may see of it: JSON as it is, of all else its type and size. */
    public String shown() {
        return contentType.equals(JSON) ? new String(bytes, StandardCharsets.UTF_8) : toString();
    }

    @Override
    public String toString() {
        return MediaTypes.bare(contentType) + ", " + bytes.length + " bytes";
    }
}
