package org.externalmodels.sandbox.anthropic;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.externalmodels.sandbox.model.ToolChoice;

/** Whether the model thinks before it answers, and what goes with that. */
enum Thinking {
    OFF,
    ON,
    /** The model decides; the sandbox's does. */
    ADAPTIVE;

    static final String THOUGHT = "I shall echo what I was told.";
    static final String SIGNATURE = "c2FuZGJveA==";
    private static final int LEAST_BUDGET = 1_024;

    static Thinking read(Fields request, OptionalInt maxTokens) {
        return request.nested("thinking").map(config -> of(config, maxTokens)).orElse(OFF);
    }

    private static Thinking of(Fields config, OptionalInt maxTokens) {
        return switch (config.oneOf("type", List.of("enabled", "disabled", "adaptive"))) {
            case "enabled" -> {
                config.onlyKnown(Set.of("type", "budget_tokens", "display")).required("budget_tokens");
                int budget = config.integer("budget_tokens", LEAST_BUDGET).orElseThrow();
                if (maxTokens.isPresent() && budget >= maxTokens.getAsInt()) {
                    throw AnthropicError.invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
                }
                yield ON;
            }
            case "adaptive" -> {
                config.onlyKnown(Set.of("type", "display"));
                yield ADAPTIVE;
            }
            default -> {
                config.onlyKnown(Set.of("type"));
                yield OFF;
            }
        };
    }

    void check(Fields request, Turns turns, ToolChoice choice) {
        if (this == OFF) {
            return;
        }
        if (request.share("temperature")
                .filter(temperature -> temperature.compareTo(BigDecimal.ONE) != 0)
                .isPresent()) {
            throw AnthropicError.invalid(
                    "`temperature` may only be set to 1 when thinking is enabled or in adaptive" + " mode.");
        }
        if (choice.mode() == ToolChoice.Mode.REQUIRED || choice.mode() == ToolChoice.Mode.NAMED) {
            throw AnthropicError.invalid("Thinking may not be enabled when tool_choice forces tool use.");
        }
        if (this == ON && turns.forgotThoughts()) {
            throw AnthropicError.invalid("messages: Expected `thinking` or `redacted_thinking`, but found `tool_use`."
                    + " When `thinking` is enabled, a final `assistant` message must start with a thinking block"
                    + " (preceeding the lastmost set of `tool_use` and `tool_result` blocks).");
        }
    }
}
