package org.externalmodels.connector.dialect;

import java.util.Locale;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.InferenceException;

/** An error that Bedrock reports in the middle of a stream, whose status was 200. */
final class BedrockException {

    private BedrockException() {}

    static InferenceException of(StreamEvent event) {
        String type = event.type().toLowerCase(Locale.ROOT);
        int status = switch (type) {
            case "throttlingexception" -> 429;
            case "validationexception" -> 400;
            case "serviceunavailableexception" -> 503;
            case "modeltimeoutexception" -> 408;
            case "modelstreamerrorexception" -> 424;
            default -> 500;
        };
        return InferenceException.of(
                        ProviderStatus.failureCode(status),
                        "the provider reported " + event.type() + " in the stream: " + said(event))
                .providerStatus(status)
                .build();
    }

    private static String said(StreamEvent event) {
        try {
            String message = ProviderJson.string(ProviderJson.readObject(event.data()), "message");
            return message == null ? event.data() : message;
        } catch (InferenceException notJson) {
            return event.data();
        }
    }
}
