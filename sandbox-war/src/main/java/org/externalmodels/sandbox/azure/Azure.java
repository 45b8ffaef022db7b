package org.externalmodels.sandbox.azure;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.openai.OpenAi;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.WireFormat;

/**
 * OpenAI's interface as Azure serves it: deployments in the path, the API's version in the query, the key in its own header
 * or a token of the directory as Bearer. Behind that it is OpenAI's; a deployment's name says which model.
 */
public final class Azure implements WireFormat {

    private static final Pattern OPERATION = Pattern.compile("/openai/deployments/([^/]+)(/.+)");
    private static final Pattern LIST = Pattern.compile("/openai(/models)");
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");
    private static final String DENIED =
            "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an"
                    + " active subscription and use a correct regional API endpoint for your resource.";

    private final OpenAi openAi = new OpenAi();

    @Override
    public String root() {
        return "azure";
    }

    @Override
    public Answer answer(Call call) {
        Matcher operation = OPERATION.matcher(call.path());
        Optional<String> version = call.query("api-version");
        Matcher list = LIST.matcher(call.path());
        if (!(operation.matches() || list.matches())
                || version.filter(VERSION.asMatchPredicate()).isEmpty()) {
            return error(404, "Resource not found");
        }
        Optional<String> key = call.header("api-key");
        Optional<String> token = call.header("Authorization").filter(value -> value.startsWith("Bearer "));
        if ((key.isEmpty() && token.isEmpty()) || key.filter(Azure::isRefused).isPresent()) {
            return error(401, DENIED);
        }
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(call.headers());
        headers.put("Authorization", List.of(token.orElse("Bearer " + key.orElse(""))));
        return openAi.answer(new Call(
                        call.method(),
                        "/v1" + (list.matches() ? list.group(1) : operation.group(2)),
                        call.rawQuery(),
                        headers,
                        call.body()))
                .with("x-ms-region", "Sandbox")
                .with("apim-request-id", "sandbox");
    }

    private static boolean isRefused(String key) {
        return key.contains("wrong") || key.contains("invalid");
    }

    /** The gateway's own errors have two members only; OpenAI's come through as they are. */
    @Override
    public Answer error(int status, String message) {
        Answer answer = Answer.json(
                status,
                Json.object()
                        .add(
                                "error",
                                Json.object()
                                        .add("code", Integer.toString(status))
                                        .add("message", message))
                        .build());
        return status == 429 ? answer.with("Retry-After", "20") : answer;
    }
}
