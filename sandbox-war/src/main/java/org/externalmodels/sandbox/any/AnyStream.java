package org.externalmodels.sandbox.any;

import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** An answer word by word, as JSON objects that are framed as the caller accepts it; by lines, if it does not say. */
final class AnyStream {
    private static final String LINES = "application/x-ndjson";
    private static final String SEQUENCE = "application/json-seq";
    private static final List<String> TYPES = List.of(LINES, "application/jsonl", SEQUENCE, Answer.EVENT_STREAM);

    private AnyStream() {}

    static Answer of(Call call, String text, TokenCount tokens) {
        String accepted = call.header("Accept").orElse("");
        String type = TYPES.stream()
                .filter(each -> !accepted.isEmpty() && each.startsWith(accepted))
                .findFirst()
                .orElse(LINES);
        List<byte[]> chunks = new ArrayList<>();
        for (String word : Words.of(text)) {
            chunks.add(framed(type, Json.object().add("delta", Json.object().add("text", word))));
        }
        chunks.add(framed(
                type,
                Json.object().add("meta", Json.object().add("model", "any-1").add("usage", AnyApi.usage(tokens)))));
        return Answer.stream(type, chunks);
    }

    private static byte[] framed(String type, JsonObjectBuilder document) {
        String text = document.build().toString();
        String framed = switch (type) {
            case SEQUENCE -> "\u001e" + text + "\n";
            case Answer.EVENT_STREAM -> "data: " + text + "\n\n";
            default -> text + "\n";
        };
        return framed.getBytes(StandardCharsets.UTF_8);
    }
}
