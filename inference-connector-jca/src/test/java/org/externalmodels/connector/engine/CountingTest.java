package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tokens are counted by the provider, or not at all. */
class CountingTest {

    private static final InferenceRequest QUESTION =
            InferenceRequest.builder().system("be brief").user("one two three").build();

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private Models anthropic() {
        return Models.chat(fixture.sandbox("/anthropic"))
                .structure(ProviderStructure.ANTHROPIC_MESSAGES)
                .connection("main", EngineFixture.KEY);
    }

    private CompletableFuture<TokenCount> start() {
        return fixture.engine
                .directory()
                .countTokens(CallOrigin.APPLICATION, "claims", Set.of(), QUESTION)
                .toCompletableFuture();
    }

    private TokenCount count() {
        return InferenceEngine.await(start());
    }

    @Test
    void asksForTheSameTokensThatACallReads() {
        fixture.publish(anthropic().build());

        TokenCount count = count();
        long read =
                fixture.infer("claims", null, QUESTION).usage().inputTokens().orElseThrow();

        assertThat(count.inputTokens()).isEqualTo(read);
        assertThat(count.modelName()).isEqualTo("claims");
        assertThat(count.connectionName()).isEqualTo("main");
    }

    @Test
    void isFoundFromTheOperationsOwnAddressToo() {
        fixture.publish(
                anthropic().endpoint(fixture.sandbox("/anthropic/v1/messages")).build());

        assertThat(count().inputTokens()).isPositive();
    }

    @Test
    void leavesNoRecord() {
        fixture.publish(anthropic().build());
        count();

        assertThat(fixture.records()).isEmpty();
    }

    @Test
    void isNotGuessedWhereTheProviderDoesNotCount() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceException refused = catchThrowableOfType(InferenceException.class, this::count);

        assertThat(refused.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(refused).hasMessageContaining("cannot be counted");
    }

    @Test
    void failsAsACallDoesAndCountsForTheConnectionsHealth() {
        fixture.publish(anthropic().fault("status=429;retry-after=7").build());

        InferenceException refused = catchThrowableOfType(InferenceException.class, this::count);

        assertThat(refused.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(refused).hasMessageContaining("Model 'claims', connection 'main'");
        assertThat(refused.retryAfter()).isPresent();
        assertThat(state().health()).isEqualTo(ConnectionState.Health.COOLING_DOWN);
        assertThat(state().callsInFlight()).isZero();
    }

    @Test
    void isBoundByTheSwitch() {
        fixture.publish(anthropic().off().build());

        InferenceException refused = catchThrowableOfType(InferenceException.class, this::count);

        assertThat(refused.code()).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
    }

    @Test
    void isAdmittedAndItsTicketHearsOfItsEnd() {
        fixture.publish(anthropic().build());
        List<String> told = new ArrayList<>();
        fixture.engine.directory().admitBy(attempt -> {
            told.add("asked");
            return told.size() > 2
                    ? new CallAdmission.Refused(new InferenceException(FailureCode.LIMIT_EXCEEDED, "reached"), true)
                    : new CallAdmission.Admitted(new CallAdmission.Ticket() {
                        @Override
                        public void ended(UsageRecord record, boolean another) {
                            told.add("used");
                        }

                        @Override
                        public void endedUnused() {
                            told.add("unused");
                        }
                    });
        });

        count();
        assertThat(told).containsExactly("asked", "unused");

        InferenceException refused = catchThrowableOfType(InferenceException.class, this::count);
        assertThat(refused.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        assertThat(state().callsInFlight()).isZero();
    }

    @Test
    void isGivenUpByWhoeverAsked() {
        fixture.publish(anthropic().fault("hang").build());
        CompletableFuture<TokenCount> counting = start();
        assertThat(state().callsInFlight()).isOne();

        counting.cancel(true);

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> state().callsInFlight() == 0);
    }

    private ConnectionState state() {
        return fixture.engine.directory().connectionStates("id-claims").get(0);
    }
}
