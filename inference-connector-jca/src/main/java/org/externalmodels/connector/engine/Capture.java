package org.externalmodels.connector.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.inference.spi.BodyCapture;

/**
 * What is kept of a call's request and answer, as its model says: nothing, sizes and parameters, or all of it without
 * secrets.
 */
record Capture(BodyCapture kind, Masking masking) {

    static final Capture NOTHING = new Capture(BodyCapture.OFF, Masking.NOTHING);

    Optional<String> input(Payload payload, Inquiry<?, ?> inquiry) {
        return switch (kind) {
            case OFF -> Optional.empty();
            case METADATA -> Optional.of(metadata(payload.bytes().length, inquiry.described()));
            case FULL -> Optional.of(masking.mask(payload.shown()));
        };
    }

    Optional<String> output(Optional<String> text) {
        return switch (kind) {
            case OFF -> Optional.empty();
            case METADATA -> text.map(words -> metadata(words.getBytes(StandardCharsets.UTF_8).length, Map.of()));
            case FULL -> text.map(masking::mask);
        };
    }

    /** Numbers only, so that nothing of what was said can be in it. */
    private static String metadata(int bytes, Map<String, Number> described) {
        String more = described.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(number -> ",\"" + number.getKey() + "\":" + number.getValue())
                .collect(Collectors.joining());
        return "{\"bytes\":" + bytes + more + "}";
    }
}
