package org.externalmodels.connector.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.AwsRole;
import org.externalmodels.sandbox.SandboxServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsRolesTest {

    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final CredentialThreads THREADS = CredentialThreads.start();
    private static final HttpTransport TRANSPORT = HttpTransport.open(4, Network.withLoopback());
    private static final String USER = "AKIASANDBOXUSER00001";
    private static final String SECRET = "sandbox-secret-access-key";

    @AfterAll
    static void stop() {
        SANDBOX.close();
        THREADS.close();
        TRANSPORT.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sandbox-1",
                "anthropic.sandbox-v1%3A0",
                "arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Ainference-profile%2Feu.x-v1%3A0"
            })
    void signCallsThatBedrockAccepts(String model) throws Exception {
        try (AwsRoles roles = roles(USER, SECRET)) {
            Authenticator authenticator = roles.authenticator(role("models"));
            authenticator.ready().join();

            assertThat(converse(authenticator, model).statusCode()).isEqualTo(200);
            assertThat(authenticator.secrets()).hasSize(2).doesNotContain(SECRET);
        }
    }

    @Test
    void areAssumedOnceHoweverOftenTheyArePublished() {
        try (AwsRoles roles = roles(USER, SECRET)) {
            roles.authenticator(role("models")).ready().join();

            assertThat(roles.authenticator(role("models")).ready()).isCompleted();
            assertThat(roles.authenticator(role("others")).ready()).isNotCompleted();
        }
    }

    @Test
    void bringTheExternalIdAlong() {
        AwsRole role = new AwsRole(
                "arn:aws:iam::123456789012:role/external",
                "eu-central-1",
                Optional.of("us-east-1"),
                Optional.of("sandbox-external-id"));
        try (AwsRoles roles = roles(USER, SECRET)) {
            roles.authenticator(role).ready().join();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AKIASANDBOXUSER00001, sandbox-secret-access-key, untrusting, us-east-1, trust:",
        "AKIASANDBOXUSER00001, sandbox-secret-access-key, external, us-east-1, no external id is given here",
        "AKIASANDBOXUSER00001, sandbox-secret-access-key, models, eu-disabled-1, region:",
        "AKIASANDBOXEXPIRED01, sandbox-secret-access-key, models, us-east-1, expired:",
        "AKIASANDBOXUSER00001, another-secret, models, us-east-1, trusted principal:",
        "AKIANOBODY0000000000, sandbox-secret-access-key, models, us-east-1, trusted principal:"
    })
    void sayAtWhichStepTheyWereRefused(String key, String secret, String name, String stsRegion, String step) {
        AwsRole role = new AwsRole(
                "arn:aws:iam::123456789012:role/" + name, "eu-central-1", Optional.of(stsRegion), Optional.empty());
        try (AwsRoles roles = roles(key, secret)) {
            InferenceException failure = failure(roles.authenticator(role));

            assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
            assertThat(failure).hasMessageContaining(step);
            assertThat(failure.getMessage()).doesNotContain(secret);
        }
    }

    @Test
    void aTokenServiceThatIsAwayIsUnreachable() {
        try (AwsRoles roles = AwsRoles.at(
                URI.create("http://127.0.0.1:1/"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, SECRET)),
                THREADS,
                TRANSPORT)) {
            assertThat(failure(roles.authenticator(role("models"))).code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        }
    }

    @Test
    void aTokenServiceThatMustNotBeCalledIsNot() {
        try (HttpTransport strict = HttpTransport.open(4, Network.PUBLIC);
                AwsRoles roles = AwsRoles.at(
                        SANDBOX.uri("/sts/"),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, SECRET)),
                        THREADS,
                        strict)) {
            assertThat(failure(roles.authenticator(role("models"))))
                    .hasMessageContaining("is not allowed")
                    .hasMessageContaining("EXTERNAL_MODELS_EGRESS_ALLOW");
        }
    }

    private static InferenceException failure(Authenticator authenticator) {
        return (InferenceException) catchThrowableOfType(
                        CompletionException.class, () -> authenticator.ready().join())
                .getCause();
    }

    private static HttpResponse<String> converse(Authenticator authenticator, String model)
            throws IOException, InterruptedException {
        URI uri = SANDBOX.uri("/bedrock/model/" + model + "/converse");
        byte[] body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"grüezi\"}]}]}"
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        List<Header> headers = List.of(new Header("Content-Type", "application/json"));
        headers.forEach(header -> request.header(header.name(), header.value()));
        authenticator.headers(uri, headers, body).forEach(header -> request.header(header.name(), header.value()));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static AwsRoles roles(String key, String secret) {
        return AwsRoles.at(
                SANDBOX.uri("/sts/"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)),
                THREADS,
                TRANSPORT);
    }

    private static AwsRole role(String name) {
        return new AwsRole(
                "arn:aws:iam::123456789012:role/" + name, "eu-central-1", Optional.of("us-east-1"), Optional.empty());
    }
}
