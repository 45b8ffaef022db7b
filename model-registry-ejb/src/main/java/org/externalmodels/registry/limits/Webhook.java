package org.externalmodels.registry.limits;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Secret;

/**
 * Where alerts are posted. Each one is signed with HMAC-SHA-256 over its time, a full stop and its body, so that who gets it
 * knows that it comes from here and is not an old one. It goes the way of all calls, and only where those may go.
 */
record Webhook(URI address, Secret secret) {

    private static final String ALGORITHM = "HmacSHA256";

    CompletionStage<Void> post(ModelDirectory directory, String body, Instant now) {
        String time = String.valueOf(now.getEpochSecond());
        Map<String, String> headers = Map.of(
                "X-External-Models-Timestamp", time, "X-External-Models-Signature", "sha256=" + signature(time, body));
        return directory
                .ask(new ProviderQuestion(
                        new Authentication.None(), address, headers, Optional.of(body), Optional.empty()))
                .thenAccept(answer -> {
                    if (answer.status() < 200 || answer.status() > 299) {
                        throw new IllegalStateException("The webhook answered " + answer.status());
                    }
                });
    }

    String signature(String time, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java platform", missing);
        }
    }
}
