package org.externalmodels.registry.definition;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;

/**
 * All of an authorization profile that is no secret. What its type does not have is {@code null}.
 *
 * @param type the kind
 * @param placement of an API key, the header if {@code null}
 * @param parameter the name of the header or query parameter that takes an API key
 * @param user of Basic authentication
 * @param tokenEndpoint an absolute URL; {@code {name}} in its path stands for the field of that name
 * @param authorizationEndpoint where the owner of an account says yes
 * @param clientId the client's id
 * @param clientAuthentication how the client proves itself, Basic if {@code null}
 * @param scope the scopes, separated by spaces
 * @param fields more fields of the token request
 * @param roleArn the role at AWS
 * @param region of the model
 * @param stsRegion of the token service, that of the model if {@code null}
 * @param externalId agreed with the owner of the role
 */
public record ProfileSettings(
        ProfileType type,
        KeyPlacement placement,
        String parameter,
        String user,
        String tokenEndpoint,
        String authorizationEndpoint,
        String clientId,
        ClientAuthentication clientAuthentication,
        String scope,
        List<ProfileField> fields,
        String roleArn,
        String region,
        String stsRegion,
        String externalId) {

    /** Where an API key goes. */
    public enum KeyPlacement {
        HEADER,
        QUERY
    }

    public ProfileSettings {
        Objects.requireNonNull(type, "type");
        placement = type == ProfileType.API_KEY && placement == null ? KeyPlacement.HEADER : placement;
        clientAuthentication =
                type.isOAuth2() && clientAuthentication == null ? ClientAuthentication.BASIC : clientAuthentication;
        fields = fields == null ? List.of() : List.copyOf(fields);
        scope = given(scope);
        roleArn = given(roleArn);
        region = given(region);
        stsRegion = given(stsRegion);
        externalId = given(externalId);
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public ProfileSettings withFields(List<ProfileField> others) {
        return new ProfileSettings(
                type,
                placement,
                parameter,
                user,
                tokenEndpoint,
                authorizationEndpoint,
                clientId,
                clientAuthentication,
                scope,
                others,
                roleArn,
                region,
                stsRegion,
                externalId);
    }

    /** The token endpoint as calls take it, its braces encoded; empty if it is none. */
    public Optional<URI> tokenUrl() {
        return tokenEndpoint == null
                ? Optional.empty()
                : HttpUrl.parse(tokenEndpoint.replace("{", "%7B").replace("}", "%7D"));
    }

    /** What secrets of a token request are given for; empty text if the type makes none. */
    public String origin() {
        return tokenUrl().map(HttpUrl::origin).orElse("");
    }
}
