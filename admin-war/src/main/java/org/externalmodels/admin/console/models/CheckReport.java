package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.externalmodels.registry.providers.BedrockModelId;
import org.externalmodels.registry.providers.CheckResult;

/**
 * What came of asking a provider whether it accepts credentials, step by step, as a page shows it.
 *
 * @param subject what was accepted or not, as pages label it
 * @param title in a few words
 * @param look the kind of chip that shows it
 * @param verified whether the credentials were accepted
 * @param message for people, with the provider's own words where it refused
 * @param steps in order, those too that were not tried
 * @param model the model as calls name it, empty if there is no more to say of it
 * @param request for whoever owns the account, empty if nobody has to be asked
 */
public record CheckReport(
        String subject,
        String title,
        String look,
        boolean verified,
        String message,
        List<Step> steps,
        String model,
        String request)
        implements Serializable {

    /** The steps of a check of a role, whether they were tried or not. */
    private static final List<String> OF_A_ROLE = List.of("assume-role", "list-foundation-models", "model-access");

    private static final Map<String, String> LABELS = Map.of(
            "assume-role", "Assume the role",
            "list-foundation-models", "List the models of the region",
            "model-access", "Call the model",
            "list-models", "Ask for the list of models");

    /**
     * One step.
     *
     * @param label what is done
     * @param outcome {@code good}, {@code bad} or {@code open} if it was not tried
     * @param message what came of it
     */
    public record Step(String label, String outcome, String message) implements Serializable {}

    public CheckReport {
        steps = List.copyOf(steps);
    }

    static CheckReport of(CheckResult result) {
        return new CheckReport(
                subject(result),
                result.unlisted()
                        .map(model -> "Accepted, but this key's list has no " + model)
                        .orElseGet(() -> title(result.state())),
                result.unlisted().isPresent() ? "warn" : look(result.state()),
                result.verified(),
                result.message(),
                steps(result.steps()),
                result.model().map(BedrockModelId::normalised).orElse(""),
                result.request().orElse(""));
    }

    private static List<Step> steps(List<CheckResult.Step> tried) {
        List<Step> steps = new ArrayList<>();
        tried.forEach(step -> steps.add(
                new Step(LABELS.getOrDefault(step.name(), step.name()), step.ok() ? "good" : "bad", step.message())));
        if (isOfRole(tried)) {
            OF_A_ROLE.stream()
                    .skip(tried.size())
                    .forEach(name -> steps.add(new Step(LABELS.get(name), "open", "Not tried")));
        }
        return steps;
    }

    private static boolean isOfRole(List<CheckResult.Step> tried) {
        return tried.stream()
                .findFirst()
                .filter(step -> OF_A_ROLE.contains(step.name()))
                .isPresent();
    }

    private static String subject(CheckResult result) {
        if (isOfRole(result.steps())) {
            return "Role";
        }
        return switch (result.state()) {
            case UNEXPECTED, UNREACHABLE -> "Base URL";
            case VERIFIED, REFUSED, AWAITING_TRUST, UNKNOWN -> "Key";
        };
    }

    private static String title(CheckResult.State state) {
        return switch (state) {
            case VERIFIED -> "Accepted";
            case REFUSED -> "Refused";
            case AWAITING_TRUST -> "Awaiting trust";
            case UNEXPECTED -> "Unexpected answer";
            case UNREACHABLE -> "Not reached";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String look(CheckResult.State state) {
        return switch (state) {
            case VERIFIED -> "good";
            case REFUSED -> "bad";
            case AWAITING_TRUST, UNEXPECTED -> "warn";
            case UNREACHABLE, UNKNOWN -> "";
        };
    }
}
