package org.externalmodels.registry.providers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.AwsRole;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.registry.providers.CheckResult.State;
import org.externalmodels.registry.providers.CheckResult.Step;

/** Access to Amazon Bedrock by a role, step by step: assume it, list the models, call the one that is meant. */
final class BedrockCheck {

    static final String ASSUME = "assume-role";
    static final String LIST = "list-foundation-models";
    static final String CALL = "model-access";

    private final Function<ProviderQuestion, ProviderAnswer> asking;
    private final BedrockPolicies policies;

    BedrockCheck(Function<ProviderQuestion, ProviderAnswer> asking, BedrockPolicies policies) {
        this.asking = asking;
        this.policies = policies;
    }

    CheckResult check(ProviderQuestion list, URI endpoint, AwsRole role, String model) {
        Optional<BedrockModelId> id = BedrockModelId.parse(model);
        List<Step> steps = new ArrayList<>();
        ProviderAnswer listed;
        try {
            listed = asking.apply(list);
        } catch (InferenceException noAnswer) {
            return noAnswer.code() == FailureCode.AUTHENTICATION_FAILED || isTokenService(noAnswer)
                    ? notAssumed(noAnswer, role, id)
                    : notReached(noAnswer, steps, LIST, role, id);
        }
        steps.add(Step.good(ASSUME, "The role is assumed"));
        if (!listed.good()) {
            return refused(steps, LIST, listed, "bedrock:ListFoundationModels", id);
        }
        steps.add(Step.good(LIST, "The models of " + role.region() + " are listed"));
        if (id.isEmpty()) {
            return done("The role may list models", steps, id);
        }
        ProviderAnswer called;
        try {
            called = asking.apply(ProviderCalls.emptyCall(endpoint, id.get().normalised(), role));
        } catch (InferenceException noAnswer) {
            return notReached(noAnswer, steps, CALL, role, id);
        }
        // Whoever may call the model is told that an empty body is not valid.
        boolean admitted = called.good() || (called.status() == 400 && !isAboutTheModel(called));
        if (!admitted) {
            return refused(steps, CALL, called, "bedrock:InvokeModel", id);
        }
        steps.add(Step.good(CALL, id.get().normalised() + " may be called"));
        return done("The role may call " + id.get().normalised(), steps, id);
    }

    private CheckResult notAssumed(InferenceException failure, AwsRole role, Optional<BedrockModelId> id) {
        String message = String.valueOf(failure.getMessage());
        String reason = reason(message);
        boolean trust = reason.equals("trust");
        State state = trust
                ? State.AWAITING_TRUST
                : reason.equals("unreachable") || reason.equals("region") ? State.UNREACHABLE : State.REFUSED;
        return new CheckResult(
                state,
                message,
                List.of(Step.failed(ASSUME, reason, message)),
                id,
                trust ? Optional.of(policies.request(role)) : Optional.empty());
    }

    /** The adapter names the step at the beginning of what it says. */
    private static String reason(String message) {
        for (String reason : List.of("trust", "region", "expired")) {
            if (message.startsWith(reason + ":")) {
                return reason;
            }
        }
        if (message.startsWith("trusted principal:")) {
            return "principal";
        }
        return message.contains("cannot be reached") ? "unreachable" : "other";
    }

    private static boolean isTokenService(InferenceException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("region:") || message.startsWith("AWS' token service");
    }

    private static CheckResult notReached(
            InferenceException failure, List<Step> steps, String step, AwsRole role, Optional<BedrockModelId> id) {
        if (step.equals(LIST)) {
            steps.add(Step.good(ASSUME, "The role is assumed"));
        }
        String message = "region: Bedrock in " + role.region() + " cannot be reached: " + failure.getMessage();
        steps.add(Step.failed(step, "region", message));
        return new CheckResult(State.UNREACHABLE, message, steps, id, Optional.empty());
    }

    private static CheckResult refused(
            List<Step> steps, String step, ProviderAnswer answer, String action, Optional<BedrockModelId> id) {
        String words = answer.words();
        String reason = words.toLowerCase(java.util.Locale.ROOT).contains("expired")
                ? "expired"
                : answer.status() == 403 ? "permission" : step.equals(CALL) ? "model" : "other";
        String message = switch (reason) {
            case "permission" ->
                "permission: the role lacks " + action + ", or access to the model is not granted: " + words;
            case "expired" -> "expired: " + words;
            case "model" -> "model: Bedrock does not know it in this region: " + words;
            default -> "Bedrock answered " + answer.status() + ": " + words;
        };
        steps.add(Step.failed(step, reason, message));
        return new CheckResult(State.REFUSED, message, steps, id, Optional.empty());
    }

    private static boolean isAboutTheModel(ProviderAnswer answer) {
        return answer.body().contains("model identifier is invalid");
    }

    private static CheckResult done(String message, List<Step> steps, Optional<BedrockModelId> id) {
        return new CheckResult(State.VERIFIED, message, steps, id, Optional.empty());
    }
}
