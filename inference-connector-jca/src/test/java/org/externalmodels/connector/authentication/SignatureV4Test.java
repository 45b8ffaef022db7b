package org.externalmodels.connector.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class SignatureV4Test {

    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /** The examples that AWS publishes for who writes a signer, but for folded headers, which nobody sends any more. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "signature-v4.csv",
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 1,
            emptyValue = "",
            ignoreLeadingAndTrailingWhitespace = false)
    void isTheOneAwsPublishes(
            String example,
            String method,
            String path,
            String query,
            String headers,
            String token,
            String body,
            String signature) {
        List<Header> signed = new ArrayList<>();
        for (String header : headers.split("~", -1)) {
            int colon = header.indexOf(':');
            signed.add(new Header(header.substring(0, colon), header.substring(colon + 1)));
        }
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);

        List<Header> added = new SignatureV4("us-east-1", "service")
                .sign(method, path, query, signed, bytes, session(token == null ? "" : token), NOW);

        assertThat(authorization(added)).as(example).endsWith("Signature=" + signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse",
                "/model/arn%3Aaws%3Abedrock%3Aeu-central-1%3A1%3Ainference-profile%2Feu.x-v1%3A0/converse-stream",
                "/sandbox/bedrock/model/x/invoke"
            })
    void isTheOneOfAwsOwnSigner(String path) {
        byte[] body = "{\"grüezi\":1}".getBytes(StandardCharsets.UTF_8);
        SignedRequest theirs = AwsV4HttpSigner.create()
                .sign(request -> request.request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(URI.create("https://localhost:9443" + path))
                                .putHeader("Content-Type", "application/json")
                                .build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .identity(AwsSessionCredentialsIdentity.create(KEY, SECRET, "the-token"))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)));
        String hash =
                theirs.request().firstMatchingHeader("x-amz-content-sha256").orElseThrow();

        List<Header> ours = new SignatureV4("eu-central-1", "bedrock")
                .sign(
                        "POST",
                        path,
                        null,
                        List.of(
                                new Header("Host", "localhost:9443"),
                                new Header("Content-Type", "application/json"),
                                new Header("x-amz-content-sha256", hash)),
                        body,
                        session("the-token"),
                        NOW);

        assertThat(authorization(ours))
                .isEqualTo(theirs.request().firstMatchingHeader("Authorization").orElseThrow());
    }

    @Test
    void showsNoSecretOfTheSession() {
        assertThat(session("the-token").toString()).doesNotContain(SECRET).doesNotContain("the-token");
    }

    private static AwsSession session(String token) {
        return new AwsSession(KEY, SECRET, token, NOW, NOW.plusSeconds(3_600));
    }

    private static String authorization(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.name().equals("Authorization"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
