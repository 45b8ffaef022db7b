package org.externalmodels.sandbox.aws;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.WireFormat;

/**
 * Amazon Bedrock: InvokeModel and Converse, both also streamed, and the list of models. Calls are signed or bring a key
 * of Bedrock's own. A role with {@code no-bedrock} in its name may not call models.
 */
public final class Bedrock implements WireFormat {
    private static final Pattern OPERATION = Pattern.compile("/bedrock/model/([^/]+)/([a-z-]+)$");
    private static final Pattern MODEL = Pattern.compile("[a-zA-Z0-9.:/_-]{1,2048}");
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

    private final AtomicLong requests = new AtomicLong();

    @Override
    public String root() {
        return "bedrock";
    }

    @Override
    public Answer answer(Call call) {
        Answer answer;
        try {
            answer = route(call);
        } catch (AwsError error) {
            answer = refusal(error);
        }
        return answer.with("x-amzn-RequestId", "00000000-0000-4000-9000-%012d".formatted(requests.incrementAndGet()));
    }

    @Override
    public Answer error(int status, String message) {
        String code = switch (status) {
            case 400 -> "ValidationException";
            case 401, 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 408 -> "ModelTimeoutException";
            case 424 -> "ModelErrorException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            default -> status < 500 ? "ValidationException" : "InternalServerException";
        };
        return refusal(new AwsError(status, code, message));
    }

    private static Answer refusal(AwsError error) {
        return Answer.json(
                        error.status(),
                        Json.object().add("message", error.getMessage()).build())
                .with("x-amzn-ErrorType", error.code());
    }

    private static Answer route(Call call) {
        if (call.path().equals("/foundation-models")) {
            allow("GET", call);
            authorize(call, "bedrock:ListFoundationModels");
            return FoundationModels.list();
        }
        Matcher operation = OPERATION.matcher(call.sentTo());
        if (!operation.find()) {
            throw new AwsError(404, "UnknownOperationException", "Unknown operation");
        }
        allow("POST", call);
        boolean streamed = operation.group(2).endsWith("stream");
        authorize(call, streamed ? "bedrock:InvokeModelWithResponseStream" : "bedrock:InvokeModel");
        String model = model(operation.group(1));
        return switch (operation.group(2)) {
            case "converse" -> Converse.answer(model, body(call), false);
            case "converse-stream" -> Converse.answer(model, body(call), true);
            case "invoke" -> InvokeModel.answer(model, body(call), false);
            case "invoke-with-response-stream" -> InvokeModel.answer(model, body(call), true);
            default -> throw new AwsError(404, "UnknownOperationException", "Unknown operation");
        };
    }

    private static void allow(String method, Call call) {
        if (!call.method().equals(method)) {
            throw new AwsError(405, "UnknownOperationException", "Method " + call.method() + " is not allowed");
        }
    }

    private static void authorize(Call call, String action) {
        Matcher key = BEARER.matcher(call.header("Authorization").orElse(""));
        if (key.matches()) {
            if (key.group(1).contains("wrong") || key.group(1).contains("invalid")) {
                throw new AwsError(
                        403, "AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.");
            }
            return;
        }
        Principal principal = Signature.check(call, "bedrock").principal();
        if (principal.role().filter(role -> role.contains("no-bedrock")).isPresent()) {
            throw new AwsError(
                    403,
                    "AccessDeniedException",
                    "User: " + principal.role().get().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
                            + " is not authorized to perform: " + action
                            + " because no identity-based policy allows the " + action + " action");
        }
    }

    private static String model(String encoded) {
        String model = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        if (!MODEL.matcher(model).matches()) {
            throw AwsError.invalid("The provided model identifier is invalid.");
        }
        if (model.contains("missing")) {
            throw new AwsError(
                    404,
                    "ResourceNotFoundException",
                    "Could not resolve the foundation model from the model identifier: " + model);
        }
        return model;
    }

    private static JsonObject body(Call call) {
        Optional<String> type = call.header("Content-Type");
        if (!type.orElse("").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw AwsError.invalid("The Content-Type " + type.orElse("(none)")
                    + " of the request is not supported. Use application/json and try again.");
        }
        try {
            if (Json.parse(call.body()) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException unreadable) {
            // Answered below like any other body that is not an object.
        }
        throw AwsError.invalid("Malformed input request, please reformat your input and try again.");
    }
}
