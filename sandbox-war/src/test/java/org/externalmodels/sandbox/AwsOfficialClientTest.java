package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.externalmodels.sandbox.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ImageFormat;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.RegionDisabledException;
import software.amazon.awssdk.services.sts.model.StsException;

/** AWS' own clients take the sandbox for AWS. */
@SuppressWarnings("unchecked") // The client takes generic arrays of builders.
final class AwsOfficialClientTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final AwsCredentials USER =
            AwsBasicCredentials.create("AKIASANDBOXUSER00001", "sandbox-secret-access-key");
    private static final String ROLE = "arn:aws:iam::123456789012:role/models";
    private static final String PROFILE =
            "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.sandbox-v1:0";
    private static final BedrockRuntimeClient CLIENT = bedrock(USER);
    private static final BedrockRuntimeAsyncClient STREAMING = BedrockRuntimeAsyncClient.builder()
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(USER))
            .endpointOverride(SANDBOX.uri("/bedrock"))
            .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();

    @AfterAll
    static void stop() {
        CLIENT.close();
        STREAMING.close();
        SANDBOX.close();
    }

    private static BedrockRuntimeClient bedrock(AwsCredentials credentials) {
        return BedrockRuntimeClient.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .endpointOverride(SANDBOX.uri("/bedrock"))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static StsClient sts(AwsCredentials credentials, String region) {
        return StsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .endpointOverride(SANDBOX.uri("/sts/"))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new SandboxPath()))
                .build();
    }

    private static Message user(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }

    private static ToolConfiguration weather() {
        return ToolConfiguration.builder()
                .tools(tool -> tool.toolSpec(spec -> spec.name("weather")
                        .inputSchema(schema -> schema.json(Document.fromMap(Map.of(
                                "type", Document.fromString("object"), "properties", Document.fromMap(Map.of())))))))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox-1", "anthropic.sandbox-v1:0", PROFILE})
    void readsAConversation(String model) {
        ConverseResponse answer = CLIENT.converse(request -> request.modelId(model)
                .system(system -> system.text("Be brief."))
                .messages(user("good morning")));

        assertThat(answer.output().message().content().get(0).text()).isEqualTo("echo: good morning");
        assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(answer.usage().inputTokens()).isEqualTo(4);
        assertThat(answer.usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void readsReasoningAndShowsThatImagesArrived() {
        ConverseResponse answer = CLIENT.converse(request -> request.modelId("sandbox-1")
                .additionalModelRequestFields(Document.fromMap(Map.of("reasoning_config", Document.fromMap(Map.of()))))
                .messages(message -> message.role(ConversationRole.USER)
                        .content(
                                ContentBlock.fromText("what is it"),
                                ContentBlock.fromImage(image -> image.format(ImageFormat.PNG)
                                        .source(source -> source.bytes(SdkBytes.fromByteArray(new byte[4])))))));

        List<ContentBlock> content = answer.output().message().content();
        assertThat(content.get(0).reasoningContent().reasoningText().text()).contains("3 words");
        assertThat(content.get(1).text()).isEqualTo("echo: what is it [image/png 4 bytes]");
    }

    @Test
    void callsToolsAndTakesTheirResults() {
        Message question = user("call weather {\"city\": \"Bern\"}");
        ConverseResponse call = CLIENT.converse(
                request -> request.modelId("sandbox-1").toolConfig(weather()).messages(question));
        var use = call.output().message().content().get(0).toolUse();

        ConverseResponse answer = CLIENT.converse(request -> request.modelId("sandbox-1")
                .toolConfig(weather())
                .messages(
                        question,
                        call.output().message(),
                        Message.builder()
                                .role(ConversationRole.USER)
                                .content(ContentBlock.fromToolResult(result ->
                                        result.toolUseId(use.toolUseId()).content(content -> content.text("sunny"))))
                                .build()));

        assertThat(call.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(use.name()).isEqualTo("weather");
        assertThat(use.input().asMap().get("city").asString()).isEqualTo("Bern");
        assertThat(answer.output().message().content().get(0).text()).isEqualTo("echo: sunny");
    }

    @Test
    void readsAStreamWithUsage() {
        var text = new StringBuilder();
        var usage = new ArrayList<TokenUsage>();
        STREAMING
                .converseStream(
                        request -> request.modelId(PROFILE).messages(user("good morning")),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                        .onContentBlockDelta(event ->
                                                text.append(event.delta().text()))
                                        .onMetadata(event -> usage.add(event.usage()))
                                        .build())
                                .build())
                .join();

        assertThat(text).hasToString("echo: good morning");
        assertThat(usage).singleElement().satisfies(counted -> {
            assertThat(counted.inputTokens()).isEqualTo(2);
            assertThat(counted.outputTokens()).isEqualTo(3);
        });
    }

    @Test
    void readsAToolCallInAStream() {
        var input = new StringBuilder();
        STREAMING
                .converseStream(
                        request -> request.modelId("sandbox-1")
                                .toolConfig(weather())
                                .messages(user("call weather {\"city\": \"New York\"}")),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                        .onContentBlockStart(event -> input.append(
                                                event.start().toolUse().name()))
                                        .onContentBlockDelta(event -> input.append(
                                                event.delta().toolUse().input()))
                                        .build())
                                .build())
                .join();

        assertThat(input).hasToString("weather{\"city\":\"New York\"}");
    }

    @Test
    void readsAnExceptionInAStreamAsItsOwnType() {
        assertThatThrownBy(() -> STREAMING
                        .converseStream(
                                request -> request.modelId("sandbox-breaks").messages(user("a b c")),
                                ConverseStreamResponseHandler.builder()
                                        .subscriber(event -> {})
                                        .build())
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ModelStreamErrorException.class);
    }

    @Test
    void invokesModelsWholeAndStreamed() {
        SdkBytes body = SdkBytes.fromUtf8String("{\"inputText\":\"good morning\"}");
        String whole = CLIENT.invokeModel(request -> request.modelId("amazon.titan-text-express-v1")
                        .contentType("application/json")
                        .body(body))
                .body()
                .asUtf8String();
        var text = new StringBuilder();
        STREAMING
                .invokeModelWithResponseStream(
                        request -> request.modelId("amazon.titan-text-express-v1")
                                .contentType("application/json")
                                .body(body),
                        InvokeModelWithResponseStreamResponseHandler.builder()
                                .subscriber(InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                                        .onChunk(chunk -> text.append(
                                                Json.parse(chunk.bytes().asUtf8String())
                                                        .asJsonObject()
                                                        .getString("outputText")))
                                        .build())
                                .build())
                .join();

        assertThat(whole).contains("\"outputText\":\"echo: good morning\"").contains("\"inputTextTokenCount\":2");
        assertThat(text).hasToString("echo: good morning");
    }

    @Test
    void embeds() {
        String answer = CLIENT.invokeModel(request -> request.modelId("amazon.titan-embed-text-v2:0")
                        .contentType("application/json")
                        .body(SdkBytes.fromUtf8String("{\"inputText\":\"a b\",\"dimensions\":256}")))
                .body()
                .asUtf8String();

        assertThat(Json.parse(answer).asJsonObject().getJsonArray("embedding")).hasSize(256);
    }

    @Test
    void readsErrorsAsItsOwnTypes() {
        assertThatThrownBy(() ->
                        CLIENT.converse(request -> request.modelId("sandbox-1").messages(user("a"), user("b"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("must alternate");
        assertThatThrownBy(() ->
                        CLIENT.converse(request -> request.modelId("missing-1").messages(user("a"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> CLIENT.converse(request -> request.modelId("sandbox-1")
                        .messages(user("a"))
                        .overrideConfiguration(
                                config -> config.putHeader("X-Sandbox-Fault", "status=429;retry-after=3"))))
                .isInstanceOf(ThrottlingException.class);
        assertThatThrownBy(() ->
                        CLIENT.converse(request -> request.modelId("sandbox-1").messages(user(" "))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("is blank");
    }

    @ParameterizedTest
    @CsvSource({
        "AKIASANDBOXUSER00001, another-secret, The request signature we calculated does not match",
        "AKIANOBODY0000000000, sandbox-secret-access-key, The security token included in the request is invalid",
        "AKIASANDBOXEXPIRED01, sandbox-secret-access-key, The security token included in the request is expired"
    })
    void isRefusedWithoutTheRightCredentials(String key, String secret, String message) {
        try (var other = bedrock(AwsBasicCredentials.create(key, secret))) {
            assertThatThrownBy(() -> other.converse(
                            request -> request.modelId("sandbox-1").messages(user("a"))))
                    .isInstanceOf(BedrockRuntimeException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void anOldSignatureIsRefused() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        URI uri = SANDBOX.uri("/bedrock/model/sandbox-1/converse");
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(uri)
                                .putHeader("Content-Type", "application/json")
                                .build())
                        .payload(() -> new java.io.ByteArrayInputStream(body))
                        .identity(USER)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(
                                HttpSigner.SIGNING_CLOCK, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-20))));
        var headers = new ArrayList<String>();
        signed.request().headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Type")) {
                headers.add(name);
                headers.add(values.get(0));
            }
        });

        var answer =
                new Client(SANDBOX).post("/bedrock/model/sandbox-1/converse", "{}", headers.toArray(String[]::new));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("InvalidSignatureException");
        assertThat(answer.body()).contains("Signature expired");
    }

    @Test
    void assumesARoleAndCallsWithWhatItGives() {
        try (var sts = sts(USER, "us-east-1")) {
            Credentials given = sts.assumeRole(request -> request.roleArn(ROLE).roleSessionName("test"))
                    .credentials();

            try (var client = bedrock(
                    AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()))) {
                assertThat(client.converse(
                                        request -> request.modelId("sandbox-1").messages(user("hi")))
                                .stopReason())
                        .isEqualTo(StopReason.END_TURN);
            }
            assertThat(given.expiration()).isAfter(Instant.now().plusSeconds(3_500));
        }
    }

    @Test
    void aRoleWithoutPermissionMayNotCall() {
        try (var sts = sts(USER, "us-east-1")) {
            Credentials given = sts.assumeRole(
                            request -> request.roleArn(ROLE + "-no-bedrock").roleSessionName("test"))
                    .credentials();

            try (var client = bedrock(
                    AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()))) {
                assertThatThrownBy(() -> client.converse(
                                request -> request.modelId("sandbox-1").messages(user("hi"))))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageContaining("bedrock:InvokeModel");
            }
        }
    }

    @Test
    void aRoleRefusesWhomItDoesNotTrust() {
        try (var sts = sts(USER, "us-east-1")) {
            assertDenied(sts, request(ROLE + "-untrusting").build());
            assertDenied(sts, request(ROLE + "-external").build());
            assertDenied(sts, request(ROLE + "-external").externalId("a guess").build());
            assertThat(sts.assumeRole(request(ROLE + "-external")
                                    .externalId("sandbox-external-id")
                                    .build())
                            .credentials())
                    .isNotNull();
        }
    }

    @Test
    void aRoleWantsAnExternalIdOnlyIfItsNameEndsWithTheWord() {
        try (var sts = sts(USER, "us-east-1")) {
            assertThat(sts.assumeRole(request(ROLE + "/external-models").build())
                            .credentials())
                    .isNotNull();
        }
    }

    private static AssumeRoleRequest.Builder request(String role) {
        return AssumeRoleRequest.builder().roleArn(role).roleSessionName("test");
    }

    private static void assertDenied(StsClient sts, AssumeRoleRequest request) {
        assertThatThrownBy(() -> sts.assumeRole(request))
                .isInstanceOfSatisfying(
                        StsException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("AccessDenied"));
    }

    @ParameterizedTest
    @CsvSource({
        "AKIASANDBOXEXPIRED01, sandbox-secret-access-key, us-east-1, ExpiredToken",
        "AKIANOBODY0000000000, sandbox-secret-access-key, us-east-1, InvalidClientTokenId",
        "AKIASANDBOXUSER00001, wrong, us-east-1, SignatureDoesNotMatch",
        "AKIASANDBOXUSER00001, sandbox-secret-access-key, eu-disabled-1, RegionDisabledException"
    })
    void theTokenServiceSaysWhatIsWrong(String key, String secret, String region, String code) {
        try (var sts = sts(AwsBasicCredentials.create(key, secret), region)) {
            assertThatThrownBy(() -> sts.assumeRole(request(ROLE).build()))
                    .isInstanceOfSatisfying(StsException.class, refusal -> {
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
                        assertThat(refusal instanceof RegionDisabledException)
                                .isEqualTo(code.equals("RegionDisabledException"));
                    });
        }
    }

    /** The client takes scheme, host and port of an endpoint, and no path. */
    private static final class SandboxPath implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder()
                    .encodedPath("/sandbox/sts/")
                    .build();
        }
    }
}
