package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.SignOn;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who signs on with an application key calls with it. */
class SignOnTest {

    private static final Secret KEY = Secret.of("emk-canary-77aa");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private final List<CallOrigin> admitted = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();

    @BeforeEach
    void open() {
        fixture.engine.directory().signOnBy(this::key);
        fixture.engine.directory().admitBy(attempt -> {
            admitted.add(attempt.origin());
            return new CallAdmission.Admitted(CallAdmission.Ticket.NONE);
        });
        fixture.publish(fixture.chat()
                .connection("main", "sk-a")
                .connection("spare", "sk-b")
                .build());
    }

    private Optional<SignOn.Key> key(Secret password) {
        return password.equals(KEY) ? Optional.of(new Opening()) : Optional.empty();
    }

    private final class Opening implements SignOn.Key {
        @Override
        public String name() {
            return "claims desk";
        }

        @Override
        public boolean permits(String model) {
            return opened.contains(model);
        }

        @Override
        public boolean permits(String model, String connection) {
            return permits(model) || opened.contains(model + "/" + connection);
        }
    }

    private InferenceResponse call(Secret password, String connection) {
        CallOrigin origin = new CallOrigin(
                CallOrigin.Source.APPLICATION, Optional.of("desk"), Optional.empty(), Optional.of("amy"));
        CallTarget target = new CallTarget(
                origin, "claims", Optional.ofNullable(connection), Timeouts.NONE, Optional.of(password), Set.of());
        return InferenceEngine.await(fixture.engine.infer(target, InferenceRequest.prompt("x")));
    }

    private InferenceException refused(String connection) {
        return catchThrowableOfType(InferenceException.class, () -> call(KEY, connection));
    }

    @Test
    void theCallIsHeldAgainstTheLimitsOfTheKey() throws IOException {
        opened.add("claims");

        call(KEY, null);

        assertThat(admitted)
                .singleElement()
                .satisfies(origin -> assertThat(origin.key()).hasValue("claims desk"))
                .satisfies(origin -> assertThat(origin.application()).hasValue("desk"));
        assertThat(fixture.onlyRecord().origin().caller()).hasValue("amy");
        assertThat(fixture.onlyRecord().origin().application()).hasValue("desk");
        assertThat(fixture.onlyRecord().origin().key()).hasValue("claims desk");
    }

    @Test
    void anAnswerThatIsKeptIsForThoseOfTheSameKeyOnly() throws IOException {
        opened.add("claims");
        fixture.publish(fixture.chat()
                .connection("main", "sk-a")
                .keepingAnswers(Duration.ofHours(1))
                .build());
        call(KEY, null);

        assertThat(call(Secret.of("something else"), null).fromCache()).isFalse();
        assertThat(call(KEY, null).fromCache()).isTrue();
    }

    @Test
    void anyOtherPasswordIsOfNoAccount() {
        call(Secret.of("something else"), null);

        assertThat(admitted)
                .singleElement()
                .satisfies(origin -> assertThat(origin.key()).isEmpty());
    }

    @Test
    void aKeyForOneConnectionUsesThatOne() {
        opened.add("claims/spare");

        for (int i = 0; i < 5; i++) {
            assertThat(call(KEY, null).connectionName()).isEqualTo("spare");
        }
        assertThat(refused("main").code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aKeyThatDoesNotOpenTheModelIsRefusedAndNotShown() {
        InferenceException refused = refused(null);

        assertThat(refused.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(refused).hasMessageContaining("claims desk").hasMessageNotContaining("canary");
        assertThat(admitted).isEmpty();
        assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.AUTHENTICATION_FAILED);
        assertThat(fixture.onlyRecord().origin().key()).hasValue("claims desk");
    }
}
