package org.externalmodels.admin.console.profiles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.registry.definition.ProfileSettings.KeyPlacement;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.profiles.ProfileStatus;

/** How what profiles are made of is called on pages. */
@Named("profileWording")
@ApplicationScoped
public class ProfileWording {

    public List<ProfileType> getTypes() {
        return List.of(ProfileType.values());
    }

    public List<KeyPlacement> getPlacements() {
        return List.of(KeyPlacement.values());
    }

    public List<ClientAuthentication> getClientAuthentications() {
        return List.of(ClientAuthentication.values());
    }

    public List<Placement> getFieldPlacements() {
        return List.of(Placement.values());
    }

    public String type(ProfileType type) {
        return switch (type) {
            case NONE -> "None";
            case API_KEY -> "API key";
            case BEARER -> "Bearer token";
            case BASIC -> "Basic (user and password)";
            case OAUTH2_CLIENT_CREDENTIALS -> "OAuth 2 client credentials";
            case OAUTH2_AUTHORIZATION_CODE -> "OAuth 2 authorization code";
            case AWS_ROLE -> "Role at AWS";
        };
    }

    /** What calls do with a profile of this type. */
    public String explanation(ProfileType type) {
        return switch (type) {
            case NONE -> "Calls carry no credentials at all.";
            case API_KEY -> "Each call carries the key in a header, or in the address.";
            case BEARER -> "Each call carries the token in the header Authorization.";
            case BASIC -> "Each call carries user and password in the header Authorization.";
            case OAUTH2_CLIENT_CREDENTIALS ->
                "This server fetches a token with its client's id and secret, and renews it before it ends.";
            case OAUTH2_AUTHORIZATION_CODE ->
                "Somebody who owns an account signs in once and says yes; this server renews the token from then on.";
            case AWS_ROLE -> "This server assumes the role and signs each call with its temporary credentials.";
        };
    }

    public String status(ProfileStatus status) {
        return switch (status) {
            case CONFIGURED -> "Configured";
            case NOT_CONFIGURED -> "Not configured";
            case UNREADABLE -> "Secret cannot be read";
        };
    }

    /** The kind of chip that shows a status. */
    public String look(ProfileStatus status) {
        return switch (status) {
            case CONFIGURED -> "good";
            case NOT_CONFIGURED -> "warn";
            case UNREADABLE -> "bad";
        };
    }

    public String placement(KeyPlacement placement) {
        return placement == KeyPlacement.HEADER ? "Header" : "Query parameter of the address";
    }

    public String clientAuthentication(ClientAuthentication way) {
        return way == ClientAuthentication.BASIC ? "HTTP Basic" : "In the body of the request";
    }

    public String fieldPlacement(Placement placement) {
        return switch (placement) {
            case BODY -> "Body";
            case HEADER -> "Header";
            case QUERY -> "Query";
            case PATH -> "Path";
        };
    }
}
