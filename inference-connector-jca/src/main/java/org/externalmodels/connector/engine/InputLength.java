package org.externalmodels.connector.engine;

import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;

/**
 * How much a request gives a model to read, in characters of text. Pictures and sound count as text of about as many tokens:
 * providers count them each in their own way.
 */
final class InputLength {

    /** 1,500 tokens, as a large picture has with most providers. */
    private static final long IMAGE = 6_000;

    /** 32 tokens, as Gemini has them; others have fewer. */
    private static final long SECOND = 128;

    /** Of speech: more than it has if it is compressed well, less than if it is not. */
    private static final long BYTES_PER_SECOND = 16_000;

    /** Of a recording that is told by its address. */
    private static final long UNKNOWN_SECONDS = 60;

    private InputLength() {}

    static long characters(InferenceRequest request) {
        long characters = request.responseFormat().schema() == null
                ? 0
                : request.responseFormat().schema().length();
        for (ChatMessage message : request.messages()) {
            characters += message.text().length() + beside(message);
        }
        for (Tool tool : request.tools()) {
            characters += tool.name().length() + tool.parametersSchema().length();
            characters += tool.description() == null ? 0 : tool.description().length();
        }
        for (Object value : request.variables().values()) {
            characters += String.valueOf(value).length();
        }
        return characters;
    }

    /** About how long all that is to be listened to lasts. */
    static long soundMillis(InferenceRequest request) {
        return request.messages().stream()
                .filter(ChatMessage.UserMessage.class::isInstance)
                .flatMap(message -> ((ChatMessage.UserMessage) message).content().stream())
                .mapToLong(InputLength::millis)
                .sum();
    }

    private static long beside(ChatMessage message) {
        long characters = 0;
        if (message instanceof ChatMessage.UserMessage user) {
            for (Content part : user.content()) {
                characters += part instanceof Content.Image ? IMAGE : millis(part) * SECOND / 1_000;
            }
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            characters += IMAGE * assistant.images().size();
            // An id has thoughts in it where the provider wants them back.
            for (ToolCall call : assistant.toolCalls()) {
                characters += call.id().length()
                        + call.name().length()
                        + call.arguments().length();
            }
        }
        return characters;
    }

    private static long millis(Content part) {
        if (!(part instanceof Content.Audio audio)) {
            return 0;
        }
        Media media = audio.media();
        return media.uri().isPresent() ? UNKNOWN_SECONDS * 1_000 : media.size() * 1_000L / BYTES_PER_SECOND;
    }
}
