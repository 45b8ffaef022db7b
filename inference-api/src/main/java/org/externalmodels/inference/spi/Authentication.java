package org.externalmodels.inference.spi;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a call proves to the provider who makes it. */
public sealed interface Authentication {

    /** Nothing is sent. */
    record None() implements Authentication {}

    /** A key, put where the provider structure wants it; for a template, a Bearer token. */
    record ProviderKey(Secret key) implements Authentication {
        public ProviderKey {
            Objects.requireNonNull(key, "key");
        }
    }

    /** A key in a header of the administrator's choice. */
    record HeaderKey(String header, Secret key) implements Authentication {
        public HeaderKey {
            Objects.requireNonNull(header, "header");
            Objects.requireNonNull(key, "key");
        }
    }

    /** A key in the query. */
    record QueryKey(String parameter, Secret key) implements Authentication {
        public QueryKey {
            Objects.requireNonNull(parameter, "parameter");
            Objects.requireNonNull(key, "key");
        }
    }

    /** RFC 6750. */
    record Bearer(Secret token) implements Authentication {
        public Bearer {
            Objects.requireNonNull(token, "token");
        }
    }

    /** RFC 7617. */
    record Basic(String user, Secret password) implements Authentication {
        public Basic {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * RFC 6749.
     *
     * @param profileId tokens are shared by all connections of a profile; another one after each new consent
     * @param tokenEndpoint where tokens come from; {@code {name}} in its path, encoded as {@code %7Bname%7D}, stands for
     *     the field of that name
     * @param clientId the client's id
     * @param clientSecret the client's secret, empty text for a public client
     * @param clientAuthentication how the client proves itself there
     * @param scope the scopes, separated by spaces
     * @param refreshToken with the authorization code grant; empty for client credentials
     * @param fields more that the token request has
     */
    record OAuth2(
            String profileId,
            URI tokenEndpoint,
            String clientId,
            Secret clientSecret,
            ClientAuthentication clientAuthentication,
            Optional<String> scope,
            Optional<Secret> refreshToken,
            List<TokenField> fields)
            implements Authentication {
        public OAuth2 {
            Objects.requireNonNull(profileId, "profileId");
            Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(clientSecret, "clientSecret");
            Objects.requireNonNull(clientAuthentication, "clientAuthentication");
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(refreshToken, "refreshToken");
            fields = List.copyOf(fields);
        }

        /** The same profile before it has a refresh token: what stays the same when that is replaced. */
        public OAuth2 withoutRefreshToken() {
            return refreshToken.isEmpty()
                    ? this
                    : new OAuth2(
                            profileId,
                            tokenEndpoint,
                            clientId,
                            clientSecret,
                            clientAuthentication,
                            scope,
                            Optional.empty(),
                            fields);
        }

        /** RFC 6749 section 2.3.1: in the Authorization header or in the form. */
        public enum ClientAuthentication {
            BASIC,
            POST
        }

        /**
         * One more field of a token request.
         *
         * @param name of the field
         * @param value to send
         * @param placement where it goes
         * @param secret whether people may see the value
         */
        public record TokenField(String name, Secret value, Placement placement, boolean secret) {
            public TokenField {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(value, "value");
                Objects.requireNonNull(placement, "placement");
            }
        }

        /** Where a field of a token request goes. */
        public enum Placement {
            HEADER,
            BODY,
            QUERY,
            /** In place of its name in braces in the endpoint's path. */
            PATH
        }
    }

    /**
     * A role to assume at AWS; calls are signed with Signature Version 4.
     *
     * @param roleArn the role
     * @param region of the model
     * @param stsRegion of the security token service
     * @param externalId agreed with the owner of the role
     */
    record AwsRole(String roleArn, String region, Optional<String> stsRegion, Optional<String> externalId)
            implements Authentication {
        public AwsRole {
            Objects.requireNonNull(roleArn, "roleArn");
            Objects.requireNonNull(region, "region");
            Objects.requireNonNull(stsRegion, "stsRegion");
            Objects.requireNonNull(externalId, "externalId");
        }
    }
}
