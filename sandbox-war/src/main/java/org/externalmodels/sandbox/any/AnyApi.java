package org.externalmodels.sandbox.any;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;
import org.externalmodels.sandbox.wire.WireFormat;

/** An API that nobody has, for request templates: any JSON goes in, the answer is two levels deep. */
public final class AnyApi implements WireFormat {
    private static final Set<String> SECRET = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "api-key",
            "x-api-key",
            "x-goog-api-key",
            "x-amz-security-token");

    @Override
    public String root() {
        return "any";
    }

    @Override
    public Answer answer(Call call) {
        return switch (call.path()) {
            case "/complete" -> complete(call, AnyApi::whole);
            case "/nousage" -> complete(call, (text, tokens) -> whole(text, TokenCount.NONE));
            case "/stream" -> complete(call, (text, tokens) -> AnyStream.of(call, text, tokens));
            case "/echo" -> echo(call);
            default ->
                error(404, "There is no " + call.path() + " here; there are /complete, /nousage, /stream and /echo");
        };
    }

    @Override
    public Answer error(int status, String message) {
        return Answer.json(
                status,
                Json.object()
                        .add("problem", Json.object().add("status", status).add("text", message))
                        .build());
    }

    private Answer complete(Call call, BiFunction<String, TokenCount, Answer> answer) {
        if (!call.method().equals("POST")) {
            return error(405, "Send a POST, not a " + call.method());
        }
        JsonValue body;
        try {
            body = Json.parse(call.body());
        } catch (JsonException notJson) {
            return error(400, "The body is not JSON");
        }
        String prompt = prompt(body);
        String text = "echo: " + prompt;
        var tokens = new TokenCount(strings(input(body)).mapToInt(Words::count).sum(), Words.count(text));
        return answer.apply(text, tokens).with(tokens);
    }

    private static Answer whole(String text, TokenCount told) {
        var meta = Json.object().add("model", "any-1");
        if (told.total() > 0) {
            meta.add("usage", usage(told));
        }
        var outputs = Json.array().add(Json.object().add("text", text));
        return Answer.json(
                200,
                Json.object()
                        .add("result", Json.object().add("outputs", outputs))
                        .add("meta", meta)
                        .build());
    }

    static JsonObjectBuilder usage(TokenCount tokens) {
        return Json.object().add("in", tokens.in()).add("out", tokens.out());
    }

    /** {@code input.text} where there is one, otherwise the whole body. */
    private static String prompt(JsonValue body) {
        return input(body) instanceof JsonObject input && input.get("text") instanceof JsonString text
                ? text.getString()
                : body.toString();
    }

    private static JsonValue input(JsonValue body) {
        return body instanceof JsonObject object ? object.getOrDefault("input", body) : body;
    }

    private static Stream<String> strings(JsonValue value) {
        if (value instanceof JsonString text) {
            return Stream.of(text.getString());
        }
        if (value instanceof JsonObject object) {
            return object.values().stream().flatMap(AnyApi::strings);
        }
        return value instanceof JsonArray array ? array.stream().flatMap(AnyApi::strings) : Stream.empty();
    }

    private static Answer echo(Call call) {
        var headers = Json.object();
        for (Map.Entry<String, List<String>> header : call.headers().entrySet()) {
            boolean secret = SECRET.contains(header.getKey().toLowerCase(Locale.ROOT));
            headers.add(header.getKey(), secret ? "(hidden)" : String.join(", ", header.getValue()));
        }
        return Answer.json(
                200,
                Json.object()
                        .add("method", call.method())
                        .add("received", received(call.body()))
                        .add("headers", headers)
                        .build());
    }

    /** JSON as JSON, anything else as a text. */
    private static JsonValue received(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonException notJson) {
            return Json.string(new String(body, StandardCharsets.UTF_8));
        }
    }
}
