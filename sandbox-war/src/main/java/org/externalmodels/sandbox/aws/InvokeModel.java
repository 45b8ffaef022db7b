package org.externalmodels.sandbox.aws;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.externalmodels.sandbox.model.FinishReason;
import org.externalmodels.sandbox.model.Prompt;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.SandboxModel;
import org.externalmodels.sandbox.model.ToolChoice;
import org.externalmodels.sandbox.model.WordVector;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code invoke} and {@code invoke-with-response-stream}, in the format of Amazon's Titan models. */
final class InvokeModel {
    private static final int DIMENSIONS = 1_024;

    private InvokeModel() {}

    static Answer answer(String model, JsonObject body, boolean streamed) {
        Members request = Members.of("", body);
        if (model.contains("titan-embed")) {
            if (streamed) {
                throw AwsError.invalid("The model is unsupported for streaming.");
            }
            return embedding(request.onlyKnown("inputText", "dimensions", "normalize", "embeddingTypes"));
        }
        Reply reply = SandboxModel.reply(prompt(request.onlyKnown("inputText", "textGenerationConfig")));
        Answer answer = streamed
                ? Answer.stream(EventFrame.STREAM, chunks(reply))
                : Answer.json(200, document(reply))
                        .with(
                                "X-Amzn-Bedrock-Input-Token-Count",
                                Long.toString(reply.tokens().in()))
                        .with(
                                "X-Amzn-Bedrock-Output-Token-Count",
                                Long.toString(reply.tokens().out()));
        return answer.with(reply.tokens());
    }

    private static Prompt prompt(Members request) {
        String text = request.requiredText("inputText");
        Optional<Members> config = request.optional("textGenerationConfig")
                .map(given -> given.onlyKnown("maxTokenCount", "stopSequences", "temperature", "topP"));
        config.ifPresent(given -> {
            given.share("temperature");
            given.share("topP");
        });
        return new Prompt(
                List.of(text),
                text,
                false,
                Optional.empty(),
                List.of(),
                ToolChoice.AUTO,
                true,
                config.map(given -> given.texts("stopSequences")).orElse(List.of()),
                config.map(given -> given.atLeastOne("maxTokenCount")).orElse(OptionalInt.empty()));
    }

    private static JsonObject document(Reply reply) {
        return Json.object()
                .add("inputTextTokenCount", reply.tokens().in())
                .add(
                        "results",
                        Json.array()
                                .add(Json.object()
                                        .add("tokenCount", reply.tokens().out())
                                        .add("outputText", reply.text())
                                        .add("completionReason", reason(reply))))
                .build();
    }

    private static List<byte[]> chunks(Reply reply) {
        var chunks = new ArrayList<byte[]>();
        List<String> words = Words.of(reply.text());
        for (String word : words) {
            chunks.add(chunk(Json.object().add("outputText", word).add("index", 0)));
        }
        chunks.add(chunk(Json.object()
                .add("outputText", "")
                .add("index", 0)
                .add("totalOutputTextTokenCount", reply.tokens().out())
                .add("inputTextTokenCount", reply.tokens().in())
                .add("completionReason", reason(reply))
                .add(
                        "amazon-bedrock-invocationMetrics",
                        Json.object()
                                .add("inputTokenCount", reply.tokens().in())
                                .add("outputTokenCount", reply.tokens().out())
                                .add("invocationLatency", 1)
                                .add("firstByteLatency", 1))));
        return chunks;
    }

    private static byte[] chunk(JsonObjectBuilder document) {
        byte[] bytes = document.build().toString().getBytes(StandardCharsets.UTF_8);
        return EventFrame.event(
                "chunk",
                Json.object()
                        .add("bytes", Base64.getEncoder().encodeToString(bytes))
                        .add("p", "abcd")
                        .build());
    }

    private static String reason(Reply reply) {
        return reply.finish() == FinishReason.LENGTH ? "LENGTH" : "FINISH";
    }

    private static Answer embedding(Members request) {
        String text = request.requiredText("inputText");
        int dimensions = request.atLeastOne("dimensions").orElse(DIMENSIONS);
        if (!List.of(256, 512, DIMENSIONS).contains(dimensions)) {
            throw AwsError.invalid("Malformed input request: #/dimensions: " + dimensions
                    + " is not a valid enum value, please reformat your input and try again.");
        }
        var vector = Json.array();
        for (float part : WordVector.of(text, dimensions)) {
            vector.add(new BigDecimal(Float.toString(part)));
        }
        int words = Words.count(text);
        return Answer.json(
                        200,
                        Json.object()
                                .add("embedding", vector)
                                .add("inputTextTokenCount", words)
                                .build())
                .with("X-Amzn-Bedrock-Input-Token-Count", Integer.toString(words))
                .with(new TokenCount(words, 0));
    }
}
