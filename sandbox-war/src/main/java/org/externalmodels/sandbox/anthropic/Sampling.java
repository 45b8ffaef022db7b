package org.externalmodels.sandbox.anthropic;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Temperature, top-p and top-k, which ever fewer models take: those before 4.7 only one of the first two, later ones none,
 * and the newest version of the API none for any model.
 */
final class Sampling {
    private static final Pattern ONE_OF_BOTH = Pattern.compile("claude-(?:opus-4-1|(?:opus|sonnet|haiku)-4-[56]).*");
    private static final Pattern NONE = Pattern.compile("claude-(?:opus-4-[78]|mythos|[a-z]+-5).*");

    private Sampling() {}

    static void check(Fields request, String version) {
        request.share("temperature");
        request.share("top_p");
        request.integer("top_k", 0);
        String model = request.requiredText("model");
        for (String parameter : List.of("temperature", "top_p", "top_k")) {
            if (request.has(parameter) && version.equals(Credentials.NEWEST)) {
                throw AnthropicError.at(parameter, "Extra inputs are not permitted");
            }
            if (request.has(parameter) && NONE.matcher(model).matches()) {
                throw AnthropicError.invalid("`" + parameter + "` is deprecated for this model.");
            }
        }
        if (request.has("temperature")
                && request.has("top_p")
                && ONE_OF_BOTH.matcher(model).matches()) {
            throw AnthropicError.invalid(
                    "`temperature` and `top_p` cannot both be specified for this model. Please use" + " only one.");
        }
    }
}
