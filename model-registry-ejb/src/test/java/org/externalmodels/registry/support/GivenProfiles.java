package org.externalmodels.registry.support;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.profiles.GivenProfile;

/** Profiles from the JSON of the management API. */
public final class GivenProfiles {

    private static final List<String> SECRETS = List.of("key", "token", "password", "clientSecret");

    private GivenProfiles() {}

    /** Reads a profile; quotation marks may be single ones. */
    public static GivenProfile of(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json.replace('\'', '"')))) {
            JsonObject object = reader.readObject();
            Map<String, Secret> secrets = new HashMap<>();
            SECRETS.stream()
                    .filter(object::containsKey)
                    .forEach(name -> secrets.put(name, Secret.of(object.getString(name))));
            Optional<List<String>> origins = Optional.ofNullable(object.getJsonArray("origins"))
                    .map(list -> list.getValuesAs(jakarta.json.JsonString::getString));
            var settings = Json.createObjectBuilder(object).remove("name").remove("origins");
            SECRETS.forEach(settings::remove);
            return new GivenProfile(
                    object.getString("name"),
                    JsonRecords.read(settings.build(), ProfileSettings.class),
                    secrets,
                    origins);
        }
    }

    public static GivenProfile bearer(String name, String token) {
        return of("{'name': '%s', 'type': 'BEARER', 'token': '%s'}".formatted(name, token));
    }

    /** A client of a token endpoint with one secret field. */
    public static GivenProfile client(String name, String tokenEndpoint, String clientId, String clientSecret) {
        return of("""
                {'name': '%s', 'type': 'OAUTH2_CLIENT_CREDENTIALS', 'tokenEndpoint': '%s', 'clientId': '%s',
                 'clientSecret': '%s', 'scope': 'models',
                 'fields': [{'name': 'audience', 'value': 'models'}]}""".formatted(name, tokenEndpoint, clientId, clientSecret));
    }
}
