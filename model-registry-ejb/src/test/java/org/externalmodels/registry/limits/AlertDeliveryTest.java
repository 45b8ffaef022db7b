package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of alerts, with a mail server that speaks SMTP. */
@ParameterizedClass
@EnumSource(Databases.class)
class AlertDeliveryTest {

    private static final String TO = "ops@corp.example, money@corp.example";
    private static final String PASSWORD = "canary-of-the-mailbox-41";
    private static final String HOOK_SECRET = "canary-of-the-webhook-42";

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("models@corp.example", "models", PASSWORD));

    private final LimitRule budget = new LimitRule(
            "id",
            "claims this month",
            Measure.MONEY_PER_MONTH,
            10_000_000_000L,
            Optional.of("USD"),
            new Scope(null, null, null, null),
            false,
            1);
    private final Instant now = Instant.now();
    private final Bucket bucket = budget.bucket("", now);
    private final LocalMeters meters = new LocalMeters(Clock.fixed(now, ZoneOffset.UTC));
    private final List<String> posted = new ArrayList<>();
    private int webhookAnswers = 204;

    @Parameter
    private Databases kind;

    private TestDatabase database;
    private StoredAlerts alerts;
    private Alarms alarms;
    private int mailPort;

    @BeforeEach
    void open() {
        mailServer.start();
        mailPort = mailServer.getSmtp().getPort();
        database = kind.empty();
        alerts = new TransactionalAlerts(database);
        alarms = new Alarms((notice, used) -> alerts.add(notice, used, now));
    }

    @AfterEach
    void close() {
        mailServer.stop();
    }

    @Test
    void aBudgetIsToldOfByMailAtEachStepOnceForItsWindow() throws Exception {
        AlertDelivery delivery = byMail();
        spend(4);
        delivery.deliver(() -> now);
        assertThat(subjects()).isEmpty();

        spend(1);
        delivery.deliver(() -> now);
        spend(1);
        delivery.deliver(() -> now);
        assertThat(subjects()).containsExactly("External Models: budget claims this month at 50 %");

        spend(4);
        delivery.deliver(() -> now);
        spend(2);
        // Another server, which has told nobody of anything yet.
        alarms = new Alarms((notice, used) -> alerts.add(notice, used, now));
        spend(1);
        delivery.deliver(() -> now);
        delivery.deliver(() -> now.plusSeconds(120));

        assertThat(subjects())
                .containsExactlyInAnyOrder(
                        "External Models: budget claims this month at 50 %",
                        "External Models: budget claims this month at 80 %",
                        "External Models: budget claims this month at 100 %");
    }

    @Test
    void aMailSaysWhatTheConsoleShowsAndNothingSecret() throws Exception {
        spend(5);
        new AlertDelivery(alerts, directory(), Optional.of(webhook()), Optional.of(mail())).deliver(() -> now);

        MimeMessage message = messages().get(0);
        assertThat(Arrays.stream(message.getAllRecipients()).map(Object::toString))
                .containsExactly("ops@corp.example", "money@corp.example");
        assertThat(message.getFrom()[0]).hasToString("models@corp.example");
        assertThat(message.getContent().toString())
                .contains(
                        "Used: 5.000000000 of 10.000000000 USD",
                        "Since: " + budget.measure().windowStart(now),
                        "Mode: enforce");
        assertThat(raw(message)).doesNotContain(PASSWORD, HOOK_SECRET, "hooks.example");
    }

    @Test
    void aMailServerThatIsDownIsTriedAgainAndTheWebhookIsNotPostedToTwice() throws Exception {
        AlertDelivery delivery = new AlertDelivery(alerts, directory(), Optional.of(webhook()), Optional.of(mail()));
        mailServer.stop();
        spend(5);

        delivery.deliver(() -> now);

        assertThat(posted).hasSize(1);
        assertThat(lastFailure()).startsWith("The mail was not sent").doesNotContain(PASSWORD, HOOK_SECRET);
        delivery.deliver(() -> now.plusSeconds(1));
        assertThat(posted).as("it is not time yet").hasSize(1);

        mailServer.start();
        mailPort = mailServer.getSmtp().getPort();
        delivery.deliver(() -> Instant.now().plusSeconds(6));
        delivery.deliver(() -> Instant.now().plusSeconds(600));

        assertThat(subjects()).hasSize(1);
        assertThat(posted).hasSize(1);
    }

    @Test
    void aWebhookThatFailsKeepsNoMailAndIsTriedAgainSigned() throws Exception {
        AlertDelivery delivery = new AlertDelivery(alerts, directory(), Optional.of(webhook()), Optional.of(mail()));
        webhookAnswers = 503;
        spend(5);

        delivery.deliver(() -> now);
        assertThat(subjects()).hasSize(1);
        assertThat(lastFailure()).isEqualTo("The webhook answered 503");

        webhookAnswers = 200;
        delivery.deliver(() -> Instant.now().plusSeconds(6));
        delivery.deliver(() -> Instant.now().plusSeconds(600));

        assertThat(posted)
                .hasSize(2)
                .allSatisfy(signature -> assertThat(signature).matches("sha256=[0-9a-f]{64}"));
        assertThat(posted.get(0)).as("the time is part of it").isNotEqualTo(posted.get(1));
        assertThat(subjects()).hasSize(1);
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        AlertDelivery delivery = new AlertDelivery(
                alerts,
                directory(),
                Optional.empty(),
                Optional.of(new AlertMail(TO, () -> session("canary-of-a-wrong-one"))));
        spend(5);

        delivery.deliver(() -> now);

        assertThat(subjects()).isEmpty();
        assertThat(lastFailure()).startsWith("The mail was not sent").doesNotContain("canary");
    }

    @Test
    void aNameIsNoFurtherHeader() throws Exception {
        mail().send(Json.createObjectBuilder()
                .add("type", "budget")
                .add("name", "a\r\nBcc: somebody@else.example")
                .add("percent", 80)
                .add("used", 8)
                .add("limit", 10)
                .add("unit", "USD")
                .add("of", "")
                .add("mode", "enforce")
                .add("windowStart", "2026-05-01T00:00:00Z")
                .build()
                .toString());

        assertThat(messages()).hasSize(2).allSatisfy(message -> {
            assertThat(message.getSubject()).isEqualTo("External Models: budget a Bcc: somebody@else.example at 80 %");
            assertThat(message.getHeader("Bcc")).isNull();
        });
    }

    @Test
    void aMailServerThatSaysNothingIsNotWaitedForForEver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            mailPort = silent.getLocalPort();
            Session session = session(PASSWORD);
            session.getProperties().setProperty("mail.smtp.timeout", "100");
            AlertDelivery delivery = new AlertDelivery(
                    alerts, directory(), Optional.empty(), Optional.of(new AlertMail(TO, () -> session)));
            spend(5);

            delivery.deliver(() -> now);

            assertThat(lastFailure()).startsWith("The mail was not sent");
            assertThat(session.getProperties())
                    .containsEntry("mail.smtp.timeout", "100")
                    .containsEntry("mail.smtp.connectiontimeout", "10000")
                    .containsEntry("mail.smtps.timeout", "10000");
        }
    }

    @Test
    void whatCameUpLongBeforeAnybodyWantedMailsIsNoNews() {
        spend(5);

        assertThat(alerts.due(now.plus(Duration.ofDays(8)), 10)).isEmpty();
        assertThat(alerts.due(now.plus(Duration.ofDays(6)), 10)).hasSize(1);
    }

    /** Each is waited for so long that all together are waited for longer than one is in hand. */
    @Test
    void anAlertIsPostedOnceByOneServerHoweverLongTheOthersOfItsTurnTake() {
        AtomicReference<Instant> time = new AtomicReference<>(now);
        List<String> bodies = new ArrayList<>();
        AlertDelivery other = delivering(body -> bodies.add(body));
        AlertDelivery slow = delivering(body -> {
            bodies.add(body);
            time.updateAndGet(before -> before.plusSeconds(50));
            if (bodies.size() > 1) {
                other.deliver(time::get);
            }
        });
        for (int i = 0; i < 4; i++) {
            alerts.add(Alarms.Notice.of(budget.bucket("/k:" + i, now), 50), 5, now);
        }

        slow.deliver(time::get);
        slow.deliver(time::get);

        assertThat(bodies).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void anAlertThatFailedIsNotTriedAgainInTheSameTurn() {
        AtomicReference<Instant> time = new AtomicReference<>(now);
        List<String> bodies = new ArrayList<>();
        AlertDelivery delivery = delivering(body -> {
            bodies.add(body);
            time.updateAndGet(before -> before.plusSeconds(20));
            throw new IllegalStateException("nobody answers");
        });
        for (int i = 0; i < 7; i++) {
            alerts.add(Alarms.Notice.of(budget.bucket("/k:" + i, now), 50), 5, now);
        }

        delivery.deliver(time::get);

        assertThat(bodies).hasSize(5).doesNotHaveDuplicates();
    }

    private AlertDelivery delivering(Consumer<String> receiver) {
        ModelDirectory answering = (ModelDirectory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ModelDirectory.class}, (proxy, method, arguments) -> {
                    receiver.accept(((ProviderQuestion) arguments[0]).body().orElseThrow());
                    return CompletableFuture.completedFuture(
                            new ProviderAnswer(204, "{}", "no message", Optional.empty()));
                });
        return new AlertDelivery(alerts, answering, Optional.of(webhook()), Optional.empty());
    }

    private void spend(int dollars) {
        meters.correct(bucket, dollars * 1_000_000_000L);
        alarms.spent(bucket);
        alarms.tell(meters);
    }

    private AlertDelivery byMail() {
        return new AlertDelivery(alerts, directory(), Optional.empty(), Optional.of(mail()));
    }

    private AlertMail mail() {
        return new AlertMail(TO, () -> session(PASSWORD));
    }

    private static Webhook webhook() {
        return new Webhook(URI.create("https://hooks.example/alerts"), Secret.of(HOOK_SECRET));
    }

    private ModelDirectory directory() {
        return (ModelDirectory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ModelDirectory.class}, (proxy, method, arguments) -> {
                    posted.add(((ProviderQuestion) arguments[0]).headers().get("X-External-Models-Signature"));
                    return CompletableFuture.completedFuture(
                            new ProviderAnswer(webhookAnswers, "{}", "no message", Optional.empty()));
                });
    }

    /** As a server makes it of its configuration. */
    private Session session(String password) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(mailPort));
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.from", "models@corp.example");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("models", password);
            }
        });
    }

    /** One for each recipient. */
    private List<MimeMessage> messages() {
        return List.of(mailServer.getReceivedMessages());
    }

    /** What was sent, to each of the two recipients once. */
    private List<String> subjects() throws MessagingException {
        Map<String, Integer> copies = new TreeMap<>();
        for (MimeMessage message : messages()) {
            copies.merge(message.getSubject(), 1, Integer::sum);
        }
        assertThat(copies.values()).allMatch(number -> number == 2);
        return List.copyOf(copies.keySet());
    }

    private String lastFailure() {
        return database.withSql(source -> new Sql(source)
                .list("select last_failure from limit_alert", List.of(), row -> row.getString(1))
                .get(0));
    }

    private static String raw(MimeMessage message) throws IOException, MessagingException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
