package org.externalmodels.inference;

import java.util.Objects;

/** A piece of an answer as it arrives. */
public sealed interface InferenceEvent {

    /**
     * More of the text.
     *
     * @param refusal whether it is of the model's refusal to answer
     */
    record TextDelta(String text, boolean refusal) implements InferenceEvent {
        public TextDelta {
            Objects.requireNonNull(text, "text");
        }

        public TextDelta(String text) {
            this(text, false);
        }
    }

    /** More of the reasoning. */
    record ReasoningDelta(String text) implements InferenceEvent {
        public ReasoningDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * More of a tool call.
     *
     * @param index which of the answer's tool calls, from 0
     * @param id its id, {@code null} if it came before
     * @param name the tool's name, {@code null} if it came before
     * @param arguments more of its JSON text, may be empty
     */
    record ToolCallDelta(int index, String id, String name, String arguments) implements InferenceEvent {
        public ToolCallDelta {
            Objects.requireNonNull(arguments, "arguments");
        }
    }

    /** The tokens so far; a later one replaces it. */
    record UsageReport(TokenUsage usage) implements InferenceEvent {
        public UsageReport {
            Objects.requireNonNull(usage, "usage");
        }
    }

    /** The last event: the whole answer. A stream without it failed. */
    record Completed(InferenceResponse response) implements InferenceEvent {
        public Completed {
            Objects.requireNonNull(response, "response");
        }
    }
}
