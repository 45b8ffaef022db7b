package org.externalmodels.admin.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileSettings.KeyPlacement;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.profiles.GivenProfile;

/** An authorization profile as it is written. */
@Schema(name = "AuthorizationProfile")
public record ProfileBody(
        String name,

        @Schema(
                implementation = String.class,
                enumeration = {
                    "NONE",
                    "API_KEY",
                    "BEARER",
                    "BASIC",
                    "OAUTH2_CLIENT_CREDENTIALS",
                    "OAUTH2_AUTHORIZATION_CODE",
                    "AWS_ROLE"
                })
        ProfileType type,

        @Schema(
                implementation = String.class,
                enumeration = {"HEADER", "QUERY"})
        KeyPlacement placement,

        String parameter,
        String key,
        String token,
        String user,
        String password,
        String tokenEndpoint,
        String authorizationEndpoint,
        String clientId,
        String clientSecret,

        @Schema(
                implementation = String.class,
                enumeration = {"BASIC", "POST"})
        ClientAuthentication clientAuthentication,

        String scope,
        List<ProfileField> fields,
        String roleArn,
        String region,
        String stsRegion,
        String externalId,
        List<String> origins) {

    GivenProfile given() {
        if (type == null) {
            throw new ApiException(422, "type is required", DefinitionProblem.of("type", "is required"));
        }
        return new GivenProfile(
                ModelBody.required("name", name),
                new ProfileSettings(
                        type,
                        placement,
                        parameter,
                        user,
                        tokenEndpoint,
                        authorizationEndpoint,
                        clientId,
                        clientAuthentication,
                        scope,
                        fields,
                        roleArn,
                        region,
                        stsRegion,
                        externalId),
                secrets(),
                Optional.ofNullable(origins));
    }

    private Map<String, Secret> secrets() {
        Map<String, Secret> secrets = new HashMap<>();
        put(secrets, "key", key);
        put(secrets, "token", token);
        put(secrets, "password", password);
        put(secrets, "clientSecret", clientSecret);
        return secrets;
    }

    private static void put(Map<String, Secret> secrets, String member, String value) {
        if (value != null) {
            secrets.put(member, Secret.of(value));
        }
    }

    @Override
    public String toString() {
        return "Authorization profile " + name;
    }
}
