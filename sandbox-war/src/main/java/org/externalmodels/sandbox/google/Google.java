package org.externalmodels.sandbox.google;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.WireFormat;

/** Google's Gemini API, v1beta: generate, embed, count, list. Its words for errors are the service's own. */
public final class Google implements WireFormat {
    private static final String MODELS = "/v1beta/models";
    private static final Pattern METHOD = Pattern.compile(MODELS + "/([^/:]+):([A-Za-z]+)");
    private static final Pattern MODEL = Pattern.compile(MODELS + "/([^/:]+)");

    /** https://cloud.google.com/apis/docs/system-parameters, and those of lists. */
    private static final Set<String> PARAMETERS = Set.of(
            "alt",
            "key",
            "fields",
            "prettyPrint",
            "quotaUser",
            "access_token",
            "callback",
            "pageSize",
            "pageToken",
            "$.xgafv");

    private final AtomicLong requests = new AtomicLong();

    @Override
    public String root() {
        return "google";
    }

    @Override
    public Answer answer(Call call) {
        try {
            return route(call, "sandbox%08d".formatted(requests.incrementAndGet()));
        } catch (GoogleError error) {
            return error.answer();
        }
    }

    @Override
    public Answer error(int status, String message) {
        return GoogleError.of(status, message).answer();
    }

    private static Answer route(Call call, String id) {
        Matcher method = METHOD.matcher(call.path());
        Matcher model = MODEL.matcher(call.path());
        boolean get = call.method().equals("GET");
        if (call.method().equals("POST") && method.matches()) {
            check(call);
            return method(URLDecoder.decode(method.group(1), StandardCharsets.UTF_8), method.group(2), call, id);
        }
        if (get && call.path().equals(MODELS)) {
            check(call);
            return Models.list();
        }
        if (get && model.matches()) {
            check(call);
            return Models.one(model.group(1));
        }
        return notFound();
    }

    private static Answer method(String model, String method, Call call, String id) {
        return switch (method) {
            case "generateContent" -> GenerateContent.whole(request(model, method, call), id);
            case "streamGenerateContent" ->
                GenerateContent.stream(
                        request(model, method, call),
                        id,
                        call.query("alt").filter("sse"::equals).isPresent());
            case "embedContent" -> Embeddings.one(ModelName.check(model, method), body(call));
            case "batchEmbedContents" -> Embeddings.batch(ModelName.check(model, method), body(call));
            case "countTokens" -> CountTokens.answer(ModelName.check(model, method), body(call));
            default -> notFound();
        };
    }

    private static GenerateRequest request(String model, String method, Call call) {
        return GenerateRequest.read(ModelName.check(model, method), body(call));
    }

    private static void check(Call call) {
        Arrays.stream(call.rawQuery().split("&"))
                .map(field -> URLDecoder.decode(field.split("=", 2)[0], StandardCharsets.UTF_8))
                .filter(name -> !name.isEmpty() && !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw GoogleError.field(
                            "",
                            "Invalid JSON payload received. Unknown name \"" + name
                                    + "\": Cannot bind query parameter. Field '" + name
                                    + "' could not be found in request message.");
                });
        ApiKey.check(call);
    }

    /** A path that is no method is answered by the front end, with a page. */
    private static Answer notFound() {
        String page =
                "<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p><b>404.</b> <ins>That's an"
                        + " error.</ins><p>The requested URL was not found on this server. <ins>That's all we know.</ins>";
        return Answer.of(404, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject body(Call call) {
        try {
            if (Json.parse(call.body()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException unreadable) {
            // Answered below like any other body that is not an object.
        }
        throw GoogleError.field("", "Invalid JSON payload received. Expected an object key or }.");
    }
}
