package org.externalmodels.inference;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** An image or a sound: its bytes, or the address from which the provider fetches it. Immutable. */
public final class Media {

    private final String mediaType;
    private final byte[] bytes;
    private final URI uri;

    private Media(String mediaType, byte[] bytes, URI uri) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.uri = uri;
    }

    /**
     * Media held here.
     *
     * @param mediaType such as {@code image/png} or {@code audio/wav} (RFC 6838)
     * @param bytes copied
     */
    public static Media of(String mediaType, byte[] bytes) {
        return new Media(Objects.requireNonNull(mediaType, "mediaType"), bytes.clone(), null);
    }

    /** Media the provider fetches by itself; not every provider can. */
    public static Media at(URI uri) {
        return new Media(null, null, Objects.requireNonNull(uri, "uri"));
    }

    /** Empty for media at an address. */
    public Optional<String> mediaType() {
        return Optional.ofNullable(mediaType);
    }

    /** A copy; empty for media at an address. */
    public Optional<byte[]> bytes() {
        return Optional.ofNullable(bytes).map(byte[]::clone);
    }

    /** The number of bytes held here, 0 for media at an address. */
    public int size() {
        return bytes == null ? 0 : bytes.length;
    }

    /** Empty for media held here. */
    public Optional<URI> uri() {
        return Optional.ofNullable(uri);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Media that
                && Objects.equals(mediaType, that.mediaType)
                && Arrays.equals(bytes, that.bytes)
                && Objects.equals(uri, that.uri);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mediaType, Arrays.hashCode(bytes), uri);
    }

    /** What it is and where: without the user and the query of an address, which may open it to whoever reads them. */
    @Override
    public String toString() {
        if (uri == null) {
            return mediaType + ", " + bytes.length + " bytes";
        }
        if (uri.isOpaque()) {
            return uri.getScheme() + ":…";
        }
        String authority = uri.getRawAuthority();
        return (uri.getScheme() == null ? "" : uri.getScheme() + ":")
                + (authority == null ? "" : "//" + authority.substring(authority.lastIndexOf('@') + 1))
                + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?…");
    }
}
