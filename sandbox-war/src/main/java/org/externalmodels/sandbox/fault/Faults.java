package org.externalmodels.sandbox.fault;

import java.util.OptionalInt;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.WireFormat;

/**
 * What goes wrong on request, as the header {@code X-Sandbox-Fault} says it. Times are milliseconds; a cut is the
 * number of body bytes that still arrive. A body that drips comes byte by byte, one after each delay.
 */
public record Faults(
        int delay,
        int chunkDelay,
        boolean drips,
        OptionalInt cut,
        boolean hang,
        OptionalInt status,
        OptionalInt retryAfter,
        OptionalInt size,
        Substitute substitute) {
    public static final String HEADER = "X-Sandbox-Fault";
    public static final Faults NONE = new Faults(
            0,
            0,
            false,
            OptionalInt.empty(),
            false,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Substitute.NONE);
    public static final int LONGEST_MILLIS = 600_000;
    private static final int LARGEST_BODY = 64 << 20;

    public static Faults parse(String header) throws MalformedFault {
        if (header.isBlank()) {
            return NONE;
        }
        var words = new FaultWords(header);
        if (words.has("hang") && words.names().size() > 1) {
            throw new MalformedFault("'hang' never answers, so it stands alone");
        }
        if (words.has("retry-after") && !words.has("status")) {
            throw new MalformedFault("'retry-after' needs 'status'");
        }
        if (words.has("empty") && words.has("size")) {
            throw new MalformedFault("a body is 'empty' or has a 'size', not both");
        }
        if (words.has("drip") && words.has("chunk-delay")) {
            throw new MalformedFault("a body comes with a 'drip' or a 'chunk-delay', not both");
        }
        return new Faults(
                words.number("delay", 0, LONGEST_MILLIS).orElse(0),
                words.number(words.has("drip") ? "drip" : "chunk-delay", 0, LONGEST_MILLIS)
                        .orElse(0),
                words.has("drip"),
                words.number("cut", 0, LARGEST_BODY),
                words.has("hang"),
                words.number("status", 200, 599),
                words.number("retry-after", 0, 86_400),
                words.number("size", 0, LARGEST_BODY),
                substitute(words));
    }

    private static Substitute substitute(FaultWords words) throws MalformedFault {
        var chosen = Substitute.NONE;
        for (Substitute each : Substitute.values()) {
            if (each != Substitute.NONE && words.has(each.word())) {
                if (chosen != Substitute.NONE) {
                    throw new MalformedFault("a body is '" + chosen.word() + "' or '" + each.word() + "', not both");
                }
                chosen = each;
            }
        }
        return chosen;
    }

    /** The provider's answer as these faults change it; when and how far it is sent is the sender's part. */
    public Answer change(Answer answer, WireFormat format) {
        Answer changed = answer;
        if (status.isPresent()) {
            int code = status.getAsInt();
            changed = code >= 400 ? format.error(code, "Fault on request: status " + code) : answer.withStatus(code);
        }
        if (retryAfter.isPresent()) {
            changed = changed.with("Retry-After", Integer.toString(retryAfter.getAsInt()));
        }
        changed = substitute.in(changed);
        return size.isPresent() ? Padding.to(size.getAsInt(), changed) : changed;
    }
}
