package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import java.util.List;
import org.externalmodels.inference.Media;
import org.externalmodels.registry.json.Json;

/** Pictures that a model draws beside its words, in wire formats that answer with words. */
final class AnswerImages {

    private AnswerImages() {}

    /** The member {@code images} of a message of Chat Completions, which OpenAI does not have, as other servers write it. */
    static JsonArrayBuilder ofChat(List<Media> images) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        images.forEach(image -> json.add(Json.createObjectBuilder()
                .add("type", "image_url")
                .add("image_url", Json.createObjectBuilder().add("url", address(image)))));
        return json;
    }

    /** A block of Messages, as one of the user's there. */
    static JsonObjectBuilder block(Media image) {
        JsonObjectBuilder source = Json.createObjectBuilder();
        image.bytes()
                .ifPresentOrElse(
                        bytes -> source.add("type", "base64")
                                .add("media_type", image.mediaType().orElseThrow())
                                .add("data", base64(bytes)),
                        () -> source.add("type", "url").add("url", address(image)));
        return Json.createObjectBuilder().add("type", "image").add("source", source);
    }

    /** What an item of Responses has: the bytes, or else the address. */
    static String result(Media image) {
        return image.bytes().map(AnswerImages::base64).orElseGet(() -> address(image));
    }

    private static String address(Media image) {
        return image.uri()
                .map(Object::toString)
                .orElseGet(() -> "data:" + image.mediaType().orElseThrow() + ";base64,"
                        + base64(image.bytes().orElseThrow()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
