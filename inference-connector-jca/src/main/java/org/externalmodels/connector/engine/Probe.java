package org.externalmodels.connector.engine;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.Secret;

/** What people see of a test call: everything as it was, but for secrets. */
final class Probe {

    private static final int MAX_SHOWN = 256 << 10;

    private Probe() {}

    static ProbeResult result(
            ModelDefinition model,
            Call call,
            WholeCall<?, ?> whole,
            Duration duration,
            InferenceResponse response,
            InferenceException failure) {
        Masking masking = call.masking();
        return new ProbeResult(
                new ProbeResult.Sent(
                        "POST",
                        URI.create(masked(
                                masking,
                                call.connection().address(call.operation()).toString())),
                        sentHeaders(model, call),
                        masking.mask(call.payload().shown())),
                whole.receivedHead().map(head -> received(head, whole.receivedBody(), masking)),
                duration,
                Optional.ofNullable(response),
                Optional.ofNullable(failure));
    }

    /** A mask has characters an address does not take. */
    private static String masked(Masking masking, String address) {
        return masking.mask(address).replace(Secret.MASK, "***");
    }

    private static Map<String, String> sentHeaders(ModelDefinition model, Call call) {
        ConnectionRoute connection = call.connection();
        Collection<String> shown = model.headers().stream()
                .filter(header -> !header.secret())
                .map(HeaderDefinition::name)
                .toList();
        Map<String, String> headers = new HashMap<>();
        for (Header header : connection.headers(call.operation(), call.payload())) {
            boolean plain = shown.contains(header.name()) || header.name().equals("Content-Type");
            headers.put(header.name(), plain ? call.masking().mask(header.value()) : Secret.MASK);
        }
        return headers;
    }

    private static ProbeResult.Received received(ResponseHead head, String body, Masking masking) {
        Map<String, String> headers = new HashMap<>();
        head.headers().forEach((name, value) -> headers.put(name, masking.mask(value)));
        String text = masking.mask(body);
        String shown = text.length() > MAX_SHOWN
                ? text.substring(0, MAX_SHOWN) + "… (" + body.length() + " characters in all)"
                : text;
        return new ProbeResult.Received(head.status(), headers, shown);
    }
}
