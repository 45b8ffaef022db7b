package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.WireFormat;

/** Cohere's interface: chat and embed of version 2, models. Its words for errors are the service's own. */
public final class Cohere implements WireFormat {
    private static final String ONE_MODEL = "/v1/models/";

    private final AtomicLong requests = new AtomicLong();

    @Override
    public String root() {
        return "cohere";
    }

    @Override
    public Answer answer(Call call) {
        String id = "sandbox%08d".formatted(requests.incrementAndGet());
        try {
            return route(call, id);
        } catch (CohereError error) {
            return error.answer(id);
        }
    }

    @Override
    public Answer error(int status, String message) {
        return CohereError.of(status, message).answer("sandbox");
    }

    private static Answer route(Call call, String id) {
        boolean models = call.path().equals("/v1/models") || call.path().startsWith(ONE_MODEL);
        if (!models && !call.path().equals("/v2/chat") && !call.path().equals("/v2/embed")) {
            throw CohereError.of(404, "404 page not found");
        }
        if (!call.method().equals(models ? "GET" : "POST")) {
            throw CohereError.of(405, "method not allowed");
        }
        ApiKey.check(call);
        return switch (call.path()) {
            case "/v2/chat" -> {
                Chat chat = Chat.to(ChatRequest.read(body(call)), id);
                yield (chat.request().stream() ? ChatStream.of(chat) : Answer.json(200, chat.whole()))
                        .with(chat.tokens());
            }
            case "/v2/embed" -> Embed.answer(body(call), id);
            case "/v1/models" -> Models.list();
            default -> Models.one(call.path().substring(ONE_MODEL.length()));
        };
    }

    private static JsonObject body(Call call) {
        try {
            if (Json.parse(call.body()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException unreadable) {
            // Answered below like any other body that is not an object.
        }
        throw CohereError.invalid("the body is not a JSON object");
    }
}
