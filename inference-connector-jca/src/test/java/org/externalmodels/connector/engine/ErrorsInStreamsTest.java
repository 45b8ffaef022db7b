package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Errors after a good status have the code that they would have had as a status. */
class ErrorsInStreamsTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENAI_CHAT | {'error': {'code': 'rate_limit_exceeded', 'message': 'slow'}} | RATE_LIMITED | true",
                "OPENAI_CHAT | {'error': {'code': 'invalid_api_key', 'message': 'no'}} | AUTHENTICATION_FAILED | false",
                "OPENAI_CHAT | {'error': {'type': 'server_error', 'message': 'oops'}} | PROVIDER_ERROR | true",
                "OPENAI_CHAT | {'error': {'type': 'invalid_request_error', 'message': 'no'}} | PROVIDER_ERROR | false",
                "OPENAI_CHAT | {'error': {'code': 504, 'message': 'upstream'}} | TIMEOUT | true",
                "OPENAI_CHAT | {'error': {'type': 'Timeout', 'code': '408', 'message': 'late'}} | TIMEOUT | true",
                "OPENAI_RESPONSES | {'type': 'error', 'code': 'rate_limit_exceeded', 'message': 'slow'} | RATE_LIMITED | true",
                "ANTHROPIC_MESSAGES | {'type': 'error', 'error': {'type': 'rate_limit_error'}} | RATE_LIMITED | true",
                "ANTHROPIC_MESSAGES | {'type': 'error', 'error': {'type': 'overloaded_error'}} | PROVIDER_ERROR | true",
                "ANTHROPIC_MESSAGES | {'type': 'error', 'error': {'type': 'timeout_error'}} | TIMEOUT | true",
                "ANTHROPIC_MESSAGES | {'type': 'error', 'error': {'type': 'permission_error'}} | AUTHENTICATION_FAILED | false",
                "ANTHROPIC_MESSAGES | {'type': 'error', 'error': {'type': 'invalid_request_error'}} | PROVIDER_ERROR | false",
                "GOOGLE_GENERATE_CONTENT | {'error': {'code': 429, 'status': 'RESOURCE_EXHAUSTED'}} | RATE_LIMITED | true",
                "GOOGLE_GENERATE_CONTENT | {'error': {'code': 503, 'status': 'UNAVAILABLE'}} | PROVIDER_ERROR | true",
                "GOOGLE_GENERATE_CONTENT | {'error': {'code': 504, 'status': 'DEADLINE_EXCEEDED'}} | TIMEOUT | true",
                "GOOGLE_GENERATE_CONTENT | {'error': {'code': 403, 'status': 'PERMISSION_DENIED'}} | AUTHENTICATION_FAILED | false",
                "COHERE_CHAT | {'type': 'message-end', 'delta': {'finish_reason': 'ERROR', 'error': 'oops'}} | PROVIDER_ERROR | false",
                "COHERE_CHAT | {'type': 'message-end', 'delta': {'finish_reason': 'TIMEOUT'}} | TIMEOUT | true",
            })
    void keepTheirCode(ProviderStructure structure, String event, FailureCode code, boolean retriable)
            throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.stream(event.replace('\'', '"')))) {
            fixture.publish(Models.chat(provider.uri())
                    .structure(structure)
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(next -> {}));

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.retriable()).isEqualTo(retriable);
            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exception, throttlingException, RATE_LIMITED, true",
        "exception, validationException, PROVIDER_ERROR, false",
        "exception, serviceUnavailableException, PROVIDER_ERROR, true",
        "exception, modelTimeoutException, TIMEOUT, true",
        "exception, internalServerException, PROVIDER_ERROR, true",
        "error, InternalFailure, PROVIDER_ERROR, true",
    })
    void bedrocksToo(String kind, String type, FailureCode code, boolean retriable) throws IOException {
        String name = kind.equals("error") ? ":error-code" : ":exception-type";
        byte[] frame = new Message(
                        Map.of(":message-type", HeaderValue.fromString(kind), name, HeaderValue.fromString(type)),
                        "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8))
                .toByteBuffer()
                .array();
        var reply =
                new ScriptedProvider.Reply(200, Map.of("Content-Type", "application/vnd.amazon.eventstream"), frame);
        try (var provider = new ScriptedProvider(reply)) {
            fixture.publish(Models.chat(provider.uri())
                    .structure(ProviderStructure.BEDROCK_CONVERSE)
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(next -> {}));

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.retriable()).isEqualTo(retriable);
            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
        }
    }
}
