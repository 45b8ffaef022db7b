package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Media;

/** Images and recordings as Converse takes them: bytes with the name of their format, or an object in S3. */
final class ConverseMedia {

    private ConverseMedia() {}

    static void image(JsonGenerator json, Media media) {
        json.writeStartObject("image");
        source(json, media, "an image", imageFormat(media));
        json.writeEnd();
    }

    static void audio(JsonGenerator json, Media media) {
        json.writeStartObject("audio");
        source(json, media, "audio", audioFormat(media));
        json.writeEnd();
    }

    private static void source(JsonGenerator json, Media media, String what, Optional<String> format) {
        json.write(
                "format",
                format.orElseThrow(() -> new InferenceException(
                        FailureCode.INVALID_REQUEST,
                        "Bedrock does not take " + what + " of type "
                                + media.mediaType().orElseGet(() -> "unknown: " + media))));
        json.writeStartObject("source");
        if (media.bytes().isPresent()) {
            json.write("bytes", Base64.getEncoder().encodeToString(media.bytes().get()));
        } else {
            json.writeStartObject("s3Location")
                    .write("uri", inS3(media.uri().orElseThrow(), what).toString())
                    .writeEnd();
        }
        json.writeEnd();
    }

    private static URI inS3(URI address, String what) {
        if (!"s3".equals(address.getScheme())) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "Bedrock takes " + what + " as bytes or from s3://, not from an address");
        }
        return address;
    }

    private static Optional<String> imageFormat(Media media) {
        return switch (kind(media)) {
            case "png" -> Optional.of("png");
            case "jpeg", "jpg" -> Optional.of("jpeg");
            case "gif" -> Optional.of("gif");
            case "webp" -> Optional.of("webp");
            default -> notByName(media);
        };
    }

    private static Optional<String> audioFormat(Media media) {
        return switch (kind(media)) {
            case "wav", "x-wav", "wave", "vnd.wave" -> Optional.of("wav");
            case "mpeg", "mp3" -> Optional.of("mp3");
            case "mp4", "m4a", "x-m4a" -> Optional.of("m4a");
            case "flac", "x-flac" -> Optional.of("flac");
            case "ogg" -> Optional.of("ogg");
            case "opus" -> Optional.of("opus");
            case "aac" -> Optional.of("aac");
            case "webm" -> Optional.of("webm");
            default -> notByName(media);
        };
    }

    /** The subtype, or what an address ends in. */
    private static String kind(Media media) {
        String name = media.mediaType()
                .map(type -> type.substring(type.indexOf('/') + 1))
                .orElseGet(() -> {
                    String path = String.valueOf(media.uri().orElseThrow().getPath());
                    return path.substring(path.lastIndexOf('.') + 1);
                });
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> notByName(Media media) {
        // What is wrong with any other address is said about the address.
        media.uri().ifPresent(address -> inS3(address, "images and audio"));
        return Optional.empty();
    }
}
