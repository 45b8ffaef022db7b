package org.externalmodels.registry.definition;

import java.util.Set;

/** The kinds of authorization profiles, with the members each has beside its name. */
public enum ProfileType {
    NONE("", "", ""),
    API_KEY("parameter", "parameter placement", "key"),
    BEARER("", "", "token"),
    BASIC("user", "user", "password"),
    OAUTH2_CLIENT_CREDENTIALS(
            "tokenEndpoint clientId", "tokenEndpoint clientId clientAuthentication scope fields", "clientSecret"),
    OAUTH2_AUTHORIZATION_CODE(
            "tokenEndpoint clientId authorizationEndpoint",
            "tokenEndpoint clientId authorizationEndpoint clientAuthentication scope fields",
            "clientSecret"),
    AWS_ROLE("roleArn region", "roleArn region stsRegion externalId", "");

    private final String required;
    private final String members;
    private final String secrets;

    /** Names with spaces between them, because a set is no constant. */
    ProfileType(String required, String members, String secrets) {
        this.required = required;
        this.members = members;
        this.secrets = secrets;
    }

    private static Set<String> names(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
    }

    /** Members that it cannot do without. */
    public Set<String> required() {
        return names(required);
    }

    /** All members that are no secrets. */
    public Set<String> members() {
        return names(members);
    }

    /** Members that are secrets and are given by people. */
    public Set<String> secrets() {
        return names(secrets);
    }

    public boolean isOAuth2() {
        return this == OAUTH2_CLIENT_CREDENTIALS || this == OAUTH2_AUTHORIZATION_CODE;
    }

    /** Only the owner of an account can say yes, in a browser. */
    public boolean needsConsent() {
        return this == OAUTH2_AUTHORIZATION_CODE;
    }

    /** A client without a secret proves by its verifier that it asked (RFC 7636). */
    public boolean worksWithoutSecret() {
        return this == OAUTH2_AUTHORIZATION_CODE;
    }

    /** The names of secrets. */
    public static final class Slot {
        public static final String KEY = "key";
        public static final String TOKEN = "token";
        public static final String PASSWORD = "password";
        public static final String CLIENT_SECRET = "clientSecret";
        public static final String REFRESH_TOKEN = "refreshToken";

        private Slot() {}

        /** Of a field of the token request whose value is secret. */
        public static String ofField(ProfileField field) {
            return "field/" + field.placement() + "/" + field.name();
        }
    }
}
