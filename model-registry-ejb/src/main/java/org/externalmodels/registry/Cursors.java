package org.externalmodels.registry;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.externalmodels.registry.json.Json;

/** Places in lists as texts that callers hand back and need not understand. */
public final class Cursors {

    private Cursors() {}

    public static String encode(JsonArray place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a place.
     *
     * @throws RegistryException if the text is none
     */
    public static JsonArray decode(String text) {
        try (JsonReader reader = Json.createReader(
                new StringReader(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)))) {
            JsonArray place = reader.readArray();
            boolean storable = place.stream()
                    .allMatch(part -> part instanceof JsonString string && DatabaseText.fits(string.getString()));
            if (!storable) {
                throw RegistryException.foreignPlace();
            }
            return place;
        } catch (IllegalArgumentException | JsonException malformed) {
            throw RegistryException.foreignPlace();
        }
    }

    /** The place of a name in a list that is ordered by names. */
    public static String ofName(String list, String nameKey) {
        return encode(Json.createArrayBuilder().add(list).add(nameKey).build());
    }

    /**
     * Reads the place of a name.
     *
     * @throws RegistryException if the text is none, or one of another list
     */
    public static String name(String list, String text) {
        JsonArray place = decode(text);
        if (place.size() != 2 || !place.getString(0).equals(list)) {
            throw RegistryException.foreignPlace();
        }
        return place.getString(1);
    }
}
