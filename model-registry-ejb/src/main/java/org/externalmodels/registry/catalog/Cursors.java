package org.externalmodels.registry.catalog;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;

/** Places in lists as texts that callers hand back and need not understand. */
final class Cursors {

    private Cursors() {}

    static String encode(JsonArray place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.toString().getBytes(StandardCharsets.UTF_8));
    }

    static JsonArray decode(String text) {
        try (JsonReader reader = Json.createReader(
                new StringReader(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)))) {
            JsonArray place = reader.readArray();
            boolean storable = place.stream()
                    .allMatch(part -> part instanceof JsonString string && DatabaseText.fits(string.getString()));
            if (!storable) {
                throw foreign();
            }
            return place;
        } catch (IllegalArgumentException | JsonException malformed) {
            throw foreign();
        }
    }

    static RegistryException foreign() {
        return RegistryException.invalid("after", "is the value of next in the part before, in the same order");
    }
}
