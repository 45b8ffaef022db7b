package org.externalmodels.connector.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.inference.spi.Authentication.OAuth2.TokenField;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;

class TokenRequestTest {

    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

    @Test
    void fieldsGoWhereTheProfilePlacesThem() {
        TokenRequest request = new TokenRequest(
                profile(
                        "https://login.example/%7Btenant%7D/token?v=2",
                        ClientAuthentication.POST,
                        "s",
                        field("tenant", "a b/c", Placement.PATH),
                        field("api-version", "1+1", Placement.QUERY),
                        field("X-Client", "claims", Placement.HEADER),
                        field("audience", "models", Placement.BODY)),
                GRANT);

        assertThat(request.address())
                .isEqualTo(URI.create("https://login.example/a%20b%2Fc/token?v=2&api-version=1%2B1"));
        assertThat(request.headers()).contains(new Header("X-Client", "claims"));
        assertThat(body(request))
                .isEqualTo("grant_type=client_credentials&scope=all&client_id=c&client_secret=s&audience=models");
    }

    @Test
    void aFieldTakesNoOthersPlace() {
        TokenRequest request = new TokenRequest(
                profile(
                        "https://login.example/token",
                        ClientAuthentication.POST,
                        "s",
                        field("grant_type", "password", Placement.BODY),
                        field("client_secret", "x", Placement.BODY)),
                GRANT);

        assertThat(body(request)).contains("grant_type=client_credentials", "client_secret=s");
    }

    @Test
    void aPublicClientOnlyNamesItself() {
        for (ClientAuthentication way : ClientAuthentication.values()) {
            TokenRequest request = new TokenRequest(profile("https://login.example/token", way, ""), GRANT);

            assertThat(body(request)).contains("client_id=c").doesNotContain("client_secret");
            assertThat(request.headers()).extracting(Header::name).doesNotContain("Authorization");
        }
    }

    @Test
    void whatTheServerQuotesIsMaskedInEveryForm() {
        TokenField field = new TokenField("assertion", Secret.of("ey J&1"), Placement.BODY, true);
        TokenRequest request = new TokenRequest(
                profile("https://login.example/token", ClientAuthentication.BASIC, "s:e cret", field), GRANT);
        String basic = request.headers().stream()
                .filter(header -> header.name().equals("Authorization"))
                .findFirst()
                .orElseThrow()
                .value()
                .substring("Basic ".length());

        String words =
                request.masked("s:e cret s%3Ae+cret s%3Ae%20cret ey J&1 ey+J%261 code-7 " + basic + " all", "code-7");

        assertThat(words).isEqualTo((Secret.MASK + " ").repeat(7) + "all");
    }

    private static String body(TokenRequest request) {
        return StandardCharsets.UTF_8.decode(request.body()).toString();
    }

    private static TokenField field(String name, String value, Placement placement) {
        return new TokenField(name, Secret.of(value), placement, false);
    }

    private static OAuth2 profile(String endpoint, ClientAuthentication way, String secret, TokenField... fields) {
        return new OAuth2(
                "p",
                URI.create(endpoint),
                "c",
                Secret.of(secret),
                way,
                Optional.of("all"),
                Optional.empty(),
                List.of(fields));
    }
}
