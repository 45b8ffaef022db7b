package org.externalmodels.sandbox.openai;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.WireFormat;

/** OpenAI's interface: chat completions, responses, embeddings, images, transcriptions, models. Its words for errors are the service's own. */
public final class OpenAi implements WireFormat {
    private static final String ONE_MODEL = "/v1/models/";

    private final AtomicLong requests = new AtomicLong();

    @Override
    public String root() {
        return "openai";
    }

    @Override
    public Answer answer(Call call) {
        long number = requests.incrementAndGet();
        Answer answer;
        try {
            answer = route(call, number);
        } catch (OpenAiError error) {
            answer = error.answer();
        }
        if (answer.status() == 429) {
            answer = answer.with("Retry-After", "20");
        }
        return answer.with("x-request-id", "req_sandbox%08d".formatted(number)).with("openai-version", "2020-10-01");
    }

    @Override
    public Answer error(int status, String message) {
        return (switch (status) {
                    case 401 -> OpenAiError.invalidRequest(401, "invalid_api_key", ApiKey.INCORRECT);
                    case 429 ->
                        OpenAiError.of(429, "requests", "rate_limit_exceeded", "Rate limit reached. " + message);
                    default ->
                        status < 500
                                ? OpenAiError.invalidRequest(status, null, message)
                                : OpenAiError.of(
                                        status,
                                        "server_error",
                                        null,
                                        "The server had an error while processing your request. Sorry about that! "
                                                + message);
                })
                .answer();
    }

    private static Answer route(Call call, long number) {
        if (call.path().startsWith(ONE_MODEL)) {
            allow("GET", call);
            ApiKey.check(call);
            return Models.one(call.path().substring(ONE_MODEL.length()));
        }
        return switch (call.path()) {
            case "/v1/chat/completions" -> {
                allow("POST", call);
                ApiKey.check(call);
                yield ChatCompletions.answer(body(call), number);
            }
            case "/v1/responses" -> {
                allow("POST", call);
                ApiKey.check(call);
                yield Responses.answer(body(call), number);
            }
            case "/v1/embeddings" -> {
                allow("POST", call);
                ApiKey.check(call);
                yield Embeddings.answer(body(call));
            }
            case "/v1/images/generations" -> {
                allow("POST", call);
                ApiKey.check(call);
                yield Images.answer(body(call));
            }
            case "/v1/audio/transcriptions" -> {
                allow("POST", call);
                ApiKey.check(call);
                yield Transcriptions.answer(call);
            }
            case "/v1/models" -> {
                allow("GET", call);
                ApiKey.check(call);
                yield Models.list();
            }
            default ->
                throw OpenAiError.invalidRequest(404, null, "Invalid URL (" + call.method() + " " + call.path() + ")");
        };
    }

    private static void allow(String method, Call call) {
        if (!call.method().equals(method)) {
            throw OpenAiError.invalidRequest(
                    405,
                    "method_not_supported",
                    "Not allowed to " + call.method() + " on " + call.path()
                            + ". (HINT: Perhaps you meant to make your request using a different HTTP method?)");
        }
    }

    private static JsonObject body(Call call) {
        String type = call.header("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw OpenAiError.invalidRequest(
                    400,
                    "unsupported_content_type",
                    "Unsupported content type: '" + type
                            + "'. This API method only accepts 'application/json' requests, but you specified the"
                            + " header 'Content-Type: " + type
                            + "'. Please try again with a supported content type.");
        }
        try {
            if (Json.parse(call.body()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException unreadable) {
            // Answered below like any other body that is not an object.
        }
        throw OpenAiError.badRequest(
                null,
                null,
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your"
                        + " HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not"
                        + " valid JSON.)");
    }
}
