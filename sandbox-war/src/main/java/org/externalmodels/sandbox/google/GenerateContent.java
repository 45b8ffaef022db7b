package org.externalmodels.sandbox.google;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.externalmodels.sandbox.model.FinishReason;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.SandboxModel;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.UnsatisfiableSchema;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code generateContent} and {@code streamGenerateContent}: the same documents, once or piece by piece. */
final class GenerateContent {
    private static final String THOUGHT = "I shall echo what I was told.";

    /** The smallest picture there is. */
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final GenerateRequest request;
    private final Reply reply;
    private final String id;

    private GenerateContent(GenerateRequest request, String id) {
        this.request = request;
        this.id = id;
        this.reply = reply(request);
    }

    static Answer whole(GenerateRequest request, String id) {
        if (Safety.blocksPrompt(request)) {
            return Answer.json(200, Safety.blocked(request, id)).with(Safety.tokens(request));
        }
        var content = new GenerateContent(request, id);
        var parts = Json.array();
        content.pieces(List.of(content.reply.text())).forEach(parts::add);
        return Answer.json(
                        200,
                        content.document(
                                parts, content.spent(content.reply.tokens().out()), true))
                .with(content.spent(content.reply.tokens().out()));
    }

    static Answer stream(GenerateRequest request, String id, boolean events) {
        if (Safety.blocksPrompt(request)) {
            return framed(List.of(Safety.blocked(request, id)), events).with(Safety.tokens(request));
        }
        var content = new GenerateContent(request, id);
        List<JsonObjectBuilder> pieces = content.pieces(Words.of(content.reply.text()));
        var documents = new ArrayList<JsonObject>();
        long words = 0;
        for (int at = 0; at < pieces.size(); at++) {
            boolean last = at == pieces.size() - 1;
            JsonObject piece = pieces.get(at).build();
            words += piece.containsKey("thought") || !piece.containsKey("text") ? 0 : 1;
            documents.add(content.document(
                    Json.array().add(piece),
                    content.spent(last ? content.reply.tokens().out() : words),
                    last));
        }
        return framed(documents, events)
                .with(content.spent(content.reply.tokens().out()));
    }

    private static Answer framed(List<JsonObject> documents, boolean events) {
        var chunks = new ArrayList<byte[]>();
        for (int at = 0; at < documents.size(); at++) {
            String document = documents.get(at).toString();
            String chunk = events
                    ? "data: " + document + "\r\n\r\n"
                    : (at == 0 ? "[" : ",\r\n") + document + (at == documents.size() - 1 ? "\r\n]" : "");
            chunks.add(chunk.getBytes(StandardCharsets.UTF_8));
        }
        return Answer.stream(events ? "text/event-stream" : "application/json; charset=UTF-8", chunks);
    }

    private static Reply reply(GenerateRequest request) {
        if (Safety.withholds(request)) {
            return new Reply(
                    "",
                    List.of(),
                    FinishReason.STOP,
                    new TokenCount(Safety.tokens(request).in(), 0));
        }
        try {
            Reply reply = SandboxModel.reply(request.prompt());
            return request.config().text()
                    ? reply
                    : new Reply(
                            "",
                            List.of(),
                            FinishReason.STOP,
                            new TokenCount(reply.tokens().in(), 0));
        } catch (UnsatisfiableSchema schema) {
            throw GoogleError.invalid(
                    "* GenerateContentRequest.generation_config.response_schema: " + schema.getMessage() + "\n");
        }
    }

    /** The parts of the answer, its text in the pieces given. There is at least one. */
    private List<JsonObjectBuilder> pieces(List<String> texts) {
        var pieces = new ArrayList<JsonObjectBuilder>();
        if (request.config().thoughts()) {
            pieces.add(Json.object().add("text", THOUGHT).add("thought", true));
        }
        for (int at = 0; at < reply.toolCalls().size(); at++) {
            pieces.add(call(reply.toolCalls().get(at), at));
        }
        if (reply.toolCalls().isEmpty()) {
            texts.stream()
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> pieces.add(Json.object().add("text", text)));
        }
        if (request.config().image()) {
            pieces.add(Json.object()
                    .add(
                            "inlineData",
                            Json.object().add("mimeType", "image/png").add("data", PIXEL)));
        }
        if (pieces.isEmpty()) {
            pieces.add(Json.object().add("text", ""));
        }
        return pieces;
    }

    private JsonObjectBuilder call(ToolCall call, int at) {
        boolean signs = ModelName.signs(request.model());
        var function = Json.object();
        if (signs) {
            function.add("id", id + at);
        }
        function.add("name", call.name()).add("args", Json.parse(call.arguments()));
        var part = Json.object().add("functionCall", function);
        if (signs && at == 0) {
            String thought = "thought of " + call.name();
            part.add("thoughtSignature", Base64.getEncoder().encodeToString(thought.getBytes(StandardCharsets.UTF_8)));
        }
        return part;
    }

    private TokenCount spent(long words) {
        return new TokenCount(reply.tokens().in(), words + thoughtTokens());
    }

    private int thoughtTokens() {
        return request.config().thoughts() ? Words.count(THOUGHT) : 0;
    }

    private JsonObject document(JsonArrayBuilder parts, TokenCount spent, boolean last) {
        var candidate = Json.object();
        boolean withheld = Safety.withholds(request);
        if (!withheld) {
            candidate.add("content", Json.object().add("parts", parts).add("role", "model"));
        }
        if (last) {
            String reason = reply.finish() == FinishReason.LENGTH ? "MAX_TOKENS" : "STOP";
            candidate.add("finishReason", withheld ? "SAFETY" : reason);
        }
        return head(request, id)
                .add("candidates", Json.array().add(candidate.add("index", 0)))
                .add("usageMetadata", Usage.of(spent, thoughtTokens()))
                .build();
    }

    static JsonObjectBuilder head(GenerateRequest request, String id) {
        return Json.object().add("modelVersion", request.model()).add("responseId", id);
    }
}
