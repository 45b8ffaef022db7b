package org.externalmodels.langchain4j;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/** LangChain4j's messages as the adapter's. */
final class ChatMessages {

    private ChatMessages() {}

    static ChatMessage toInference(dev.langchain4j.data.message.ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return ChatMessage.system(system.text());
        }
        if (message instanceof UserMessage user) {
            return ChatMessage.user(
                    user.contents().stream().map(ChatMessages::content).toArray(Content[]::new));
        }
        if (message instanceof AiMessage answer) {
            List<ToolCall> calls = answer.toolExecutionRequests().stream()
                    .map(call -> new ToolCall(call.id(), call.name(), call.arguments() == null ? "" : call.arguments()))
                    .toList();
            return new ChatMessage.AssistantMessage(answer.text() == null ? "" : answer.text(), calls);
        }
        if (message instanceof ToolExecutionResultMessage result && result.hasSingleText()) {
            return ChatMessage.tool(result.id(), result.text());
        }
        throw unsupported("a message of type " + message.type() + " that is more than text");
    }

    private static Content content(dev.langchain4j.data.message.Content part) {
        if (part instanceof TextContent text) {
            return Content.text(text.text());
        }
        if (part instanceof ImageContent image) {
            Image picture = image.image();
            return Content.image(media(picture.url(), picture.mimeType(), picture.base64Data(), null));
        }
        if (part instanceof AudioContent sound) {
            Audio audio = sound.audio();
            return Content.audio(media(audio.url(), audio.mimeType(), audio.base64Data(), audio.binaryData()));
        }
        throw unsupported("content of type " + part.type());
    }

    private static Media media(URI address, String mediaType, String base64, byte[] bytes) {
        if (address != null) {
            return Media.at(address);
        }
        if (mediaType == null) {
            throw unsupported("media without a media type, such as image/png");
        }
        return Media.of(mediaType, bytes != null ? bytes : Base64.getDecoder().decode(base64));
    }

    private static InferenceException unsupported(String what) {
        return new InferenceException(FailureCode.INVALID_REQUEST, "the request has " + what);
    }
}
