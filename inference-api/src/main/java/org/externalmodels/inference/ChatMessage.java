package org.externalmodels.inference;

import java.util.List;
import java.util.Objects;

/** One message of a conversation. */
public sealed interface ChatMessage {

    /** The message's text: its text parts joined without separator, empty if it has none. */
    String text();

    static SystemMessage system(String text) {
        return new SystemMessage(text);
    }

    static UserMessage user(String text) {
        return new UserMessage(List.of(new Content.Text(text)));
    }

    static UserMessage user(Content... content) {
        return new UserMessage(List.of(content));
    }

    static AssistantMessage assistant(String text) {
        return new AssistantMessage(text, List.of());
    }

    static ToolMessage tool(String toolCallId, String result) {
        return new ToolMessage(toolCallId, result);
    }

    /** Instructions that stand above the conversation. */
    record SystemMessage(String text) implements ChatMessage {
        public SystemMessage {
            Objects.requireNonNull(text, "text");
        }
    }

    /** What the user says or shows. At least one part. */
    record UserMessage(List<Content> content) implements ChatMessage {
        public UserMessage {
            content = List.copyOf(content);
            if (content.isEmpty()) {
                throw new IllegalArgumentException("A user message must have at least one part");
            }
        }

        @Override
        public String text() {
            if (content.size() == 1 && content.get(0) instanceof Content.Text only) {
                return only.text();
            }
            StringBuilder text = new StringBuilder();
            for (Content part : content) {
                if (part instanceof Content.Text words) {
                    text.append(words.text());
                }
            }
            return text.toString();
        }
    }

    /**
     * What the model said before.
     *
     * @param text may be empty if there are tool calls or images
     * @param toolCalls the calls it asked for, in order
     * @param images that it drew, in order; not every provider takes them back
     */
    record AssistantMessage(String text, List<ToolCall> toolCalls, List<Media> images) implements ChatMessage {
        public AssistantMessage {
            Objects.requireNonNull(text, "text");
            toolCalls = List.copyOf(toolCalls);
            images = List.copyOf(images);
        }

        /** Without images. */
        public AssistantMessage(String text, List<ToolCall> toolCalls) {
            this(text, toolCalls, List.of());
        }
    }

    /**
     * The result of a tool call.
     *
     * @param toolCallId the {@link ToolCall#id} it answers
     * @param text the result, as text or JSON text
     */
    record ToolMessage(String toolCallId, String text) implements ChatMessage {
        public ToolMessage {
            Objects.requireNonNull(toolCallId, "toolCallId");
            Objects.requireNonNull(text, "text");
        }
    }
}
