package org.externalmodels.registry.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.limits.StoredAlerts.Due;

/** Brings alerts to the webhook and by mail, as the administrator has configured; without either they are only shown. */
@ApplicationScoped
public class AlertDelivery {

    private static final Logger LOG = System.getLogger(AlertDelivery.class.getName());

    /** What is beyond them waits for the next turn. */
    private static final int AT_ONCE = 5;

    private final StoredAlerts alerts;
    private final ModelDirectory directory;
    private final Optional<Webhook> webhook;
    private final Optional<AlertMail> mail;

    protected AlertDelivery() {
        this(null, null, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Inject
    public AlertDelivery(
            StoredAlerts alerts,
            ModelDirectory directory,
            @ConfigProperty(name = "EXTERNAL_MODELS_ALERT_WEBHOOK") Optional<String> address,
            @ConfigProperty(name = "EXTERNAL_MODELS_ALERT_SECRET") Optional<String> secret,
            @ConfigProperty(name = "EXTERNAL_MODELS_ALERT_MAIL") Optional<String> mailTo) {
        this.alerts = alerts;
        this.directory = directory;
        webhook = address.filter(text -> !text.isBlank()).flatMap(text -> webhook(text, secret));
        mail = mailTo.filter(text -> !text.isBlank()).map(AlertMail::new);
    }

    /** For use outside the container. */
    AlertDelivery(StoredAlerts alerts, ModelDirectory directory, Optional<Webhook> webhook, Optional<AlertMail> mail) {
        this.alerts = alerts;
        this.directory = directory;
        this.webhook = webhook;
        this.mail = mail;
    }

    private static Optional<Webhook> webhook(String address, Optional<String> secret) {
        try {
            URI uri = URI.create(address.strip());
            Optional<String> key = secret.filter(text -> !text.isBlank());
            if (key.isEmpty()) {
                LOG.log(
                        Level.ERROR,
                        "Alerts are not posted: EXTERNAL_MODELS_ALERT_WEBHOOK needs EXTERNAL_MODELS_ALERT_SECRET, with"
                                + " which they are signed");
            }
            return key.map(text -> new Webhook(uri, Secret.of(text)));
        } catch (IllegalArgumentException malformed) {
            LOG.log(Level.ERROR, "Alerts are not posted: EXTERNAL_MODELS_ALERT_WEBHOOK is not an address");
            return Optional.empty();
        }
    }

    /** Delivers what is due. An alert or a way that fails does not keep the others. */
    void deliver(InstantSource clock) {
        if (webhook.isEmpty() && mail.isEmpty()) {
            return;
        }
        for (Due alert : alerts.due(clock.instant(), AT_ONCE)) {
            // Each when its turn comes: those before it may have taken long, and another server may have it by now.
            if (alerts.takeInHand(alert, clock.instant())) {
                deliver(alert, clock);
            }
        }
    }

    private void deliver(Due alert, InstantSource clock) {
        List<String> failures = new ArrayList<>(2);
        if (!alert.posted()) {
            webhook.ifPresent(hook -> tryOut(() -> post(hook, alert, clock), failures));
        }
        if (!alert.mailed()) {
            mail.ifPresent(letters -> tryOut(() -> mail(letters, alert, clock), failures));
        }
        if (failures.isEmpty()) {
            alerts.delivered(alert, clock.instant());
        } else {
            failed(alert, String.join("; ", failures), clock);
        }
    }

    private void post(Webhook hook, Due alert, InstantSource clock) {
        hook.post(directory, alert.body(), clock.instant())
                .toCompletableFuture()
                .join();
        alerts.posted(alert, clock.instant());
    }

    private void mail(AlertMail letters, Due alert, InstantSource clock) {
        letters.send(alert.body());
        alerts.mailed(alert, clock.instant());
    }

    private static void tryOut(Runnable way, List<String> failures) {
        try {
            way.run();
        } catch (RuntimeException failure) {
            boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
            failures.add(String.valueOf((wrapped ? failure.getCause() : failure).getMessage()));
        }
    }

    private void failed(Due alert, String why, InstantSource clock) {
        if (alert.attempts() == 0) {
            LOG.log(Level.WARNING, "An alert could not be delivered and is tried again: {0}", why);
        }
        alerts.failed(alert, why, clock.instant());
    }
}
