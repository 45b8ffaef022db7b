package org.externalmodels.inference.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {

    private static final String CANARY = "canary-77e1";

    static List<Object> holders() {
        Secret secret = Secret.of(CANARY);
        List<Authentication> ways = List.of(
                new Authentication.ProviderKey(secret),
                new Authentication.HeaderKey("X-Key", secret),
                new Authentication.QueryKey("key", secret),
                new Authentication.Bearer(secret),
                new Authentication.Basic("user", secret),
                new Authentication.OAuth2(
                        "p",
                        URI.create("https://example.org/token"),
                        "client",
                        secret,
                        Authentication.OAuth2.ClientAuthentication.BASIC,
                        Optional.empty(),
                        Optional.of(secret),
                        List.of(new Authentication.OAuth2.TokenField(
                                "assertion", secret, Authentication.OAuth2.Placement.BODY, true))));
        return List.of(
                secret,
                ways,
                new AuthorizationCode(secret, URI.create("https://example.org/callback"), secret),
                new HeaderDefinition("X-Key", secret, true),
                new ConnectionDefinition("id", "main", true, Optional.empty(), ways.get(0)));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void nothingShowsTheSecretItHolds(Object holder) {
        assertThat(holder.toString()).doesNotContain(CANARY).contains(Secret.MASK);
    }
}
