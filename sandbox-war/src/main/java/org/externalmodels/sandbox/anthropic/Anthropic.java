package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;
import org.externalmodels.sandbox.wire.WireFormat;

/** Anthropic's interface: messages, their count, models. Its words for errors are the service's own. */
public final class Anthropic implements WireFormat {
    private static final String ONE_MODEL = "/v1/models/";

    private final AtomicLong requests = new AtomicLong();
    private final Cache cache = new Cache();

    @Override
    public String root() {
        return "anthropic";
    }

    @Override
    public Answer answer(Call call) {
        String number = "sandbox%08d".formatted(requests.incrementAndGet());
        Answer answer;
        try {
            answer = route(call, number);
        } catch (AnthropicError error) {
            answer = error.answer("req_" + number);
        }
        if (answer.status() == 429) {
            answer = answer.with("Retry-After", "20");
        }
        return answer.with("request-id", "req_" + number).with("anthropic-organization-id", "sandbox");
    }

    @Override
    public Answer error(int status, String message) {
        return AnthropicError.of(status, message).answer("req_sandbox");
    }

    private Answer route(Call call, String number) {
        boolean models = call.path().equals("/v1/models") || call.path().startsWith(ONE_MODEL);
        if (!models && !call.path().equals("/v1/messages") && !call.path().equals("/v1/messages/count_tokens")) {
            throw AnthropicError.of(404, "Not Found");
        }
        if (!call.method().equals(models ? "GET" : "POST")) {
            throw AnthropicError.of(405, "Method Not Allowed");
        }
        String version = Credentials.check(call);
        return switch (call.path()) {
            case "/v1/messages" -> messages(MessagesRequest.read(body(call), version), number);
            case "/v1/messages/count_tokens" -> count(MessagesRequest.readToCount(body(call)));
            case "/v1/models" -> Models.list();
            default -> Models.one(call.path().substring(ONE_MODEL.length()));
        };
    }

    private Answer messages(MessagesRequest request, String number) {
        Message message = Message.to(request, cache, number);
        return (request.stream() ? MessageStream.of(message) : Answer.json(200, message.whole()))
                .with(message.tokens());
    }

    /** Counting is free, so nothing is counted as used. */
    private static Answer count(MessagesRequest request) {
        long words = request.prompt().texts().stream().mapToLong(Words::count).sum();
        return Answer.json(200, Json.object().add("input_tokens", words).build())
                .with(TokenCount.NONE);
    }

    private static JsonObject body(Call call) {
        try {
            if (Json.parse(call.body()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException unreadable) {
            // Answered below like any other body that is not an object.
        }
        throw AnthropicError.invalid("The request body is not valid JSON: expected an object");
    }
}
