package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each wire format, whole and streamed, and each operation beside conversations, with each trouble a provider can make:
 * always the same failure and one record.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {

    private static final String PROMPT = "one two three four five six seven eight";

    private final EngineFixture fixture = new EngineFixture();

    @AfterAll
    void close() throws IOException {
        fixture.close();
    }

    static Stream<Arguments> everyFormatWithEveryTrouble() {
        return Stream.of(SandboxFormat.values())
                .flatMap(format -> Stream.of(Trouble.values())
                        .flatMap(trouble ->
                                Stream.of(false, true).map(streaming -> Arguments.of(format, trouble, streaming))));
    }

    @ParameterizedTest(name = "{0}, {1}, streaming: {2}")
    @MethodSource("everyFormatWithEveryTrouble")
    void troubleHasOneCodeAndOneRecord(SandboxFormat format, Trouble trouble, boolean streaming) {
        int before = fixture.records().size();
        fixture.publish(format.model(fixture, streaming)
                .connection("main", EngineFixture.KEY)
                .fault(trouble.fault())
                .timeouts(trouble.timeouts())
                .build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> call(streaming));

        assertEnd(before, failure, trouble, trouble.end(format, streaming));
    }

    static Stream<Arguments> everyOperationWithEveryTrouble() {
        return Stream.of(SandboxOperation.values())
                .flatMap(operation -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(operation, trouble)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyOperationWithEveryTrouble")
    void soHasTroubleOfWhatIsNoConversation(SandboxOperation operation, Trouble trouble) {
        int before = fixture.records().size();
        fixture.publish(operation
                .model(fixture)
                .connection("main", EngineFixture.KEY)
                .fault(trouble.fault())
                .timeouts(trouble.timeouts())
                .build());

        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> operation.call(fixture, PROMPT));

        assertEnd(before, failure, trouble, trouble.whole());
    }

    private void assertEnd(int before, InferenceException failure, Trouble trouble, Trouble.End end) {
        List<UsageRecord> records = fixture.records();
        assertThat(records).hasSize(before + 1);
        UsageRecord.Outcome outcome = records.get(before).outcome();
        assertThat(outcome.status()).isEqualTo(end.status());
        assertThat(records.get(before).attempt()).isEqualTo(1);
        if (end.code().isEmpty()) {
            assertThat(failure).isNull();
            return;
        }
        assertThat(failure.code()).isEqualTo(end.code().get());
        assertThat(failure).hasMessageStartingWith("Model 'claims', connection 'main': ");
        assertThat(failure.getMessage().length()).isBetween(40, 500);
        assertThat(failure.retryAfter()).isEqualTo(trouble.wait(end));
        assertThat(outcome.code()).isEqualTo(end.code());
        assertThat(outcome.message()).hasValue(failure.getMessage());
        if (trouble.status() > 0) {
            assertThat(failure.providerStatus()).isEqualTo(OptionalInt.of(trouble.status()));
            assertThat(outcome.providerStatus()).isEqualTo(OptionalInt.of(trouble.status()));
        }
    }

    private void call(boolean streaming) {
        if (streaming) {
            fixture.stream(PROMPT).forEach(event -> {});
        } else {
            fixture.infer("claims", null, InferenceRequest.prompt(PROMPT));
        }
    }
}
