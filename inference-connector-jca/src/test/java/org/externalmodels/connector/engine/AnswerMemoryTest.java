package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All answers under way share a limit, and give back what they took, however they end. */
class AnswerMemoryTest {

    private static final int MEGABYTE = 1 << 20;
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: ";

    private final AnswerMemory memory = new AnswerMemory(6 * MEGABYTE);

    @AutoClose
    private final EngineFixture fixture = new EngineFixture(settings -> settings.withMaxAttempts(1), memory);

    @Test
    void isSharedAndGivenBack() {
        AnswerMemory.Share one = memory.share();
        AnswerMemory.Share other = memory.share();
        one.reach(4 * MEGABYTE);

        assertThatThrownBy(() -> other.reach(3 * MEGABYTE))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED))
                .hasMessageContaining("6 MB");
        assertThat(memory.taken()).isEqualTo(4 * MEGABYTE);

        one.giveBack();
        one.giveBack();
        other.reach(3 * MEGABYTE);
        assertThat(memory.taken()).isEqualTo(3 * MEGABYTE);
    }

    @Test
    void smallAnswersCountForNothing() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());
        memory.share().reach(6 * MEGABYTE);

        assertThat(fixture.infer("hello").text()).contains("hello");
        assertThat(fixture.stream("hello")).isNotEmpty();
        assertThat(memory.taken()).isEqualTo(6 * MEGABYTE);
    }

    @Test
    void oneLargeAnswerTooManyIsRefusedAndTheOthersGoOn() throws Exception {
        String body = "{\"x\":\"" + "x".repeat(3 * MEGABYTE);
        try (ClosingProvider slow =
                ClosingProvider.waiting(OK + "application/json\r\nContent-Length: 9999999\r\n\r\n" + body)) {
            fixture.publish(Models.chat(slow.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            CompletableFuture<InferenceResponse> first = fixture.start(InferenceRequest.prompt("x"));
            Awaitility.await().until(() -> memory.taken() >= 3 * MEGABYTE);

            InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));

            assertThat(failure.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
            assertThat(failure.retriable()).isTrue();
            assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.LIMIT_EXCEEDED);
            assertThat(first).isNotDone();
            first.cancel(true);
            Awaitility.await().until(() -> memory.taken() == 0);
        }
    }

    @Test
    void linesOfStreamsThatDoNotEndCountToo() throws Exception {
        try (ClosingProvider slow =
                ClosingProvider.waiting(OK + "text/event-stream\r\n\r\ndata: " + "x".repeat(3 * MEGABYTE))) {
            fixture.publish(Models.chat(slow.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            InferenceStream first = fixture.stream("x");
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> first.forEach(event -> {}));
            Awaitility.await().until(() -> memory.taken() >= 3 * MEGABYTE);

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(failure.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
            first.close();
            Awaitility.await().until(() -> memory.taken() == 0 && reading.isDone());
        }
    }

    @Test
    void theWordsOfAStreamCountToo() throws IOException {
        String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(2_000) + "\"}}]}\n\n";
        try (EndlessProvider endless = new EndlessProvider(OK + "text/event-stream\r\n\r\n", chunk)) {
            fixture.publish(Models.chat(endless.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(failure.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
            assertThat(memory.taken()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"size=300000", "size=300000;status=500", "size=300000;cut=200000", "size=300000;garbage"})
    void isGivenBackHoweverACallEnds(String fault) {
        fixture.publish(fixture.chat()
                .fault(fault)
                .connection("main", EngineFixture.KEY)
                .build());

        for (Runnable call : List.<Runnable>of(
                () -> fixture.infer("x"), () -> fixture.stream("x").forEach(event -> {}))) {
            InferenceException unused = catchThrowableOfType(InferenceException.class, call::run);
        }

        assertThat(fixture.records()).hasSize(2);
        assertThat(memory.taken()).isZero();
    }
}
