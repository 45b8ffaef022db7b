package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.inference.spi.Authentication.OAuth2.TokenField;
import org.externalmodels.inference.spi.AuthenticationCheck;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OAuth 2 against the sandbox's token endpoint, through whole calls. */
class AuthorizationTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @ParameterizedTest
    @EnumSource
    void aTokenIsFetchedInEitherWayAClientProvesItself(ClientAuthentication way) {
        publish(profile("client a&b", "s:e cret+", way, null));

        assertThat(fixture.infer("hello").text()).contains("hello");
    }

    @Test
    void oneTokenServesManyCallsAndPublications() throws Exception {
        OAuth2 profile = profile("many", "secret", ClientAuthentication.BASIC, null);
        publish(profile);
        List<CompletableFuture<InferenceResponse>> calls = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            calls.add(fixture.start(InferenceRequest.prompt("call " + call)));
        }
        calls.forEach(CompletableFuture::join);
        publish(profile);
        fixture.infer("again");

        assertThat(fixture.served("/oauth/token")).isEqualTo(1);
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() throws Exception {
        publish(profile("expires-2", "secret", ClientAuthentication.BASIC, null));
        long end = System.nanoTime() + 3_000_000_000L;
        while (System.nanoTime() < end) {
            fixture.infer("hello");
        }

        assertThat(fixture.served("/oauth/token")).isBetween(2L, 5L);
    }

    @Test
    void aRefreshTokenIsExchanged() {
        publish(profile("refreshing", "secret", ClientAuthentication.POST, "refresh-0"));

        assertThat(fixture.infer("hello").text()).contains("hello");
    }

    @Test
    void aClientThatIsRefusedIsTheAdministratorsToMend() throws Exception {
        publish(profile("client", "wrong-secret", ClientAuthentication.BASIC, null));

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("hello"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.getMessage())
                .contains("Model 'claims', connection 'main'", "token endpoint", "invalid_client")
                .doesNotContain("wrong-secret");
        UsageRecord record = fixture.onlyRecord();
        assertThat(record.outcome().code()).hasValue(FailureCode.AUTHENTICATION_FAILED);
        assertThat(fixture.served("/openai")).isZero();
    }

    @Test
    void aTokenEndpointThatIsAwayIsUnreachable() {
        OAuth2 away = new OAuth2(
                "p",
                URI.create("http://127.0.0.1:1/token"),
                "client",
                Secret.of("secret"),
                ClientAuthentication.BASIC,
                Optional.empty(),
                Optional.empty(),
                List.of());
        publish(away);

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("hello"));

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
    }

    @Test
    void aTokenEndpointThatHangsHoldsUpNoOtherProfile() throws Exception {
        OAuth2 hanging = new OAuth2(
                "profile-2",
                fixture.sandbox("/oauth/token"),
                "hanging",
                Secret.of("secret"),
                ClientAuthentication.BASIC,
                Optional.empty(),
                Optional.empty(),
                List.of(field("X-Sandbox-Fault", "hang", Placement.HEADER)));
        fixture.publish(
                fixture.chat()
                        .connection("main", true, profile("well", "secret", ClientAuthentication.BASIC, null))
                        .build(),
                fixture.chat()
                        .named("waiting")
                        .connection("main", true, hanging)
                        .build());
        CompletableFuture<InferenceResponse> waiting =
                fixture.engine.infer(EngineFixture.target("waiting", null), InferenceRequest.prompt("hello"));

        assertThat(fixture.infer("hello").text()).contains("hello");

        assertThat(waiting).isNotDone();
        waiting.cancel(true);
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndTheCallRepeated() throws Exception {
        publish(profile("first-wrong", "secret", ClientAuthentication.BASIC, null));

        assertThat(fixture.infer("hello").text()).contains("hello");
        assertThat(fixture.served("/oauth/token")).isEqualTo(2);
        assertThat(fixture.records())
                .extracting(record -> record.outcome().code())
                .containsExactly(Optional.of(FailureCode.AUTHENTICATION_FAILED), Optional.empty());
    }

    @Test
    void aStreamIsRepeatedInTheSameWay() throws Exception {
        publish(profile("first-wrong-too", "secret", ClientAuthentication.BASIC, null));

        assertThat(fixture.stream("hello")).isNotEmpty();
        assertThat(fixture.served("/oauth/token")).isEqualTo(2);
    }

    @Test
    void aRefusalThatIsTooLongToReadIsNotRepeated() {
        fixture.publish(fixture.chat()
                .connection("main", true, profile("long", "secret", ClientAuthentication.BASIC, null))
                .fault("status=401,size=200000")
                .build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("hello"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aMissingPermissionIsNotMendedByAnotherToken() throws Exception {
        fixture.publish(fixture.chat()
                .connection("main", true, profile("permission", "secret", ClientAuthentication.BASIC, null))
                .fault("status=403")
                .build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("hello"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(fixture.served("/oauth/token")).isEqualTo(1);
        assertThat(fixture.records()).hasSize(1);
    }

    @Test
    void aRefreshTokenThatIsReplacedIsToldAndUsedNext() {
        List<String> told = new ArrayList<>();
        fixture.engine.directory().addObserver(new CallObserver() {
            @Override
            public Observation started(Start start) {
                return Observation.NONE;
            }

            @Override
            public void refreshTokenReplaced(String profileId, Secret old, Secret replacement) {
                told.add(profileId + " " + old.reveal() + " " + replacement.reveal());
            }
        });
        OAuth2 profile = profile("rotating", "secret", ClientAuthentication.BASIC, "refresh-first");

        for (int time = 0; time < 2; time++) {
            fixture.engine
                    .directory()
                    .authenticate(profile)
                    .toCompletableFuture()
                    .join();
        }

        assertThat(told).containsExactly("profile-1 refresh-first refresh-1", "profile-1 refresh-1 refresh-2");
    }

    @Test
    void aCodeIsExchangedForARefreshToken() {
        OAuth2 client = profile("consenting", "secret", ClientAuthentication.BASIC, null);

        assertThat(redeem(client, "code-1").join().reveal()).startsWith("refresh-");
        assertThat(redeem(client, "stolen"))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("invalid_grant")
                .withMessageNotContaining("stolen");
    }

    private CompletableFuture<Secret> redeem(OAuth2 client, String code) {
        AuthorizationCode given = new AuthorizationCode(
                Secret.of(code), URI.create("https://here.example/oauth/callback"), Secret.of("v".repeat(43)));
        return fixture.engine.directory().redeem(client, given).toCompletableFuture();
    }

    @Test
    void credentialsAloneAreTriedAndShownMasked() {
        AuthenticationCheck token = check(profile("alone", "secret", ClientAuthentication.BASIC, null));
        AuthenticationCheck query = check(new Authentication.QueryKey("api key", Secret.of("hush")));
        AuthenticationCheck basic = check(new Authentication.Basic("user", Secret.of("hush")));

        assertThat(token.headers()).containsExactly(Map.entry("Authorization", "Bearer " + Secret.MASK));
        assertThat(token.expires()).hasValueSatisfying(end -> assertThat(end).isAfter(Instant.now()));
        assertThat(query.query()).containsExactly(Map.entry("api key", Secret.MASK));
        assertThat(basic.headers()).containsExactly(Map.entry("Authorization", "Basic " + Secret.MASK));
        assertThat(basic.expires()).isEmpty();
    }

    @Test
    void aTrialAsksAnewAndCallsGoOnWithWhatItGot() throws Exception {
        publish(profile("tried", "secret", ClientAuthentication.BASIC, null));
        fixture.infer("hello");

        check(profile("tried", "secret", ClientAuthentication.BASIC, null));

        assertThat(fixture.served("/oauth/token")).isEqualTo(2);
        assertThat(fixture.infer("hello").text()).contains("hello");
        assertThat(fixture.served("/oauth/token")).isEqualTo(2);
    }

    private AuthenticationCheck check(Authentication authentication) {
        return fixture.engine
                .directory()
                .authenticate(authentication)
                .toCompletableFuture()
                .join();
    }

    private OAuth2 profile(String client, String secret, ClientAuthentication way, String refreshToken) {
        return new OAuth2(
                "profile-1",
                fixture.sandbox("/oauth/token"),
                client,
                Secret.of(secret),
                way,
                Optional.of("models"),
                Optional.ofNullable(refreshToken).map(Secret::of),
                List.of(field("audience", "models", Placement.BODY)));
    }

    private static TokenField field(String name, String value, Placement placement) {
        return new TokenField(name, Secret.of(value), placement, false);
    }

    private void publish(Authentication authentication) {
        fixture.publish(fixture.chat().connection("main", true, authentication).build());
    }
}
