package org.externalmodels.connector.engine;

import jakarta.json.stream.JsonParser;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** Refuses what no provider takes, and says which part of the request it is. */
final class RequestShape {

    private static final int MAX_TOOLS = 128;
    private static final int MAX_TEXTS = 2_048;
    private static final int MAX_IMAGE = 20 << 20;
    private static final int MAX_AUDIO = 25 << 20;

    /** Of texts in characters and media in bytes together: several copies of it are made on the way out. */
    private static final long MAX_TOTAL = 64 << 20;

    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final Pattern SCHEMA_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private long total;

    private RequestShape() {}

    static void check(InferenceRequest request) {
        RequestShape shape = new RequestShape();
        List<ChatMessage> messages = request.messages();
        for (int i = 0; i < messages.size(); i++) {
            shape.message("messages[" + i + "]", messages.get(i));
        }
        shape.tools(request);
        shape.responseFormat(request.responseFormat());
        if (request.parameters().stop().contains("")) {
            throw refused("parameters.stop has an empty text");
        }
        shape.add(request.parameters().extras());
        shape.add(request.parameters().hints());
        shape.add(request.variables());
        shape.checkTotal();
    }

    static void check(EmbeddingRequest request) {
        RequestShape shape = new RequestShape();
        if (request.inputs().size() > MAX_TEXTS) {
            throw refused("inputs has " + request.inputs().size() + " texts; at most " + MAX_TEXTS);
        }
        for (int i = 0; i < request.inputs().size(); i++) {
            if (request.inputs().get(i).isEmpty()) {
                throw refused("inputs[" + i + "] is empty");
            }
            shape.add(request.inputs().get(i));
        }
        shape.checkTotal();
    }

    private void message(String where, ChatMessage message) {
        add(message.text());
        if (message instanceof ChatMessage.UserMessage user) {
            for (int i = 0; i < user.content().size(); i++) {
                content(where + ".content[" + i + "]", user.content().get(i));
            }
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            assistant.toolCalls().forEach(call -> add(call.arguments()));
            for (int i = 0; i < assistant.images().size(); i++) {
                media(where + ".images[" + i + "]", assistant.images().get(i), "image", MAX_IMAGE);
            }
        }
    }

    private void content(String where, Content part) {
        if (part instanceof Content.Image image) {
            media(where, image.media(), "image", MAX_IMAGE);
        } else if (part instanceof Content.Audio audio) {
            media(where, audio.media(), "audio", MAX_AUDIO);
        }
    }

    private void media(String where, Media media, String kind, int limit) {
        if (media.uri().isPresent()) {
            if (!media.uri().get().isAbsolute()) {
                throw refused(where + ": the address of the " + kind + " has no scheme");
            }
            return;
        }
        String type = media.mediaType().orElse("");
        if (!type.regionMatches(true, 0, kind + "/", 0, kind.length() + 1)) {
            throw refused(where + " is " + (kind.equals("image") ? "an image" : "audio") + ", but its media type is '"
                    + cut(type) + "'");
        }
        if (media.size() == 0) {
            throw refused(where + ": the " + kind + " is empty");
        }
        if (media.size() > limit) {
            throw refused(
                    where + ": the " + kind + " has " + media.size() + " bytes; at most " + (limit >> 20) + " MB");
        }
        total += media.size();
    }

    private void tools(InferenceRequest request) {
        List<Tool> tools = request.tools();
        if (tools.size() > MAX_TOOLS) {
            throw refused("the request has " + tools.size() + " tools; at most " + MAX_TOOLS);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            Tool tool = tools.get(i);
            if (!TOOL_NAME.matcher(tool.name()).matches()) {
                throw refused("tools[" + i + "]: '" + cut(tool.name())
                        + "' is no name of a tool: it must have 1 to 128 letters, digits, _ and -");
            }
            if (!names.add(tool.name())) {
                throw refused("tools[" + i + "]: there is another tool '" + tool.name() + "'");
            }
            add(tool.parametersSchema());
            add(tool.description() == null ? "" : tool.description());
        }
        ToolChoice choice = request.toolChoice();
        if (choice.mode() == ToolChoice.Mode.REQUIRED && tools.isEmpty()) {
            throw refused("toolChoice asks for a tool, and the request has none");
        }
        if (choice.mode() == ToolChoice.Mode.TOOL && !names.contains(choice.toolName())) {
            throw refused("toolChoice: the request has no tool '" + cut(choice.toolName()) + "'");
        }
    }

    private void responseFormat(ResponseFormat format) {
        if (format.kind() != ResponseFormat.Kind.JSON_SCHEMA) {
            return;
        }
        if (!SCHEMA_NAME.matcher(format.name()).matches()) {
            throw refused("responseFormat: '" + cut(format.name())
                    + "' is no name of a schema: it must have 1 to 64 letters," + " digits, _ and -");
        }
        if (!isJsonObject(format.schema())) {
            throw refused("responseFormat: the schema is not a JSON object");
        }
        add(format.schema());
    }

    private static boolean isJsonObject(String text) {
        try (JsonParser parser = JsonStreams.parser(text)) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                return false;
            }
            parser.skipObject();
            return !parser.hasNext();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void add(String text) {
        total += text.length();
    }

    /** Of a value that has a JSON form. */
    private void add(Object value) {
        if (value instanceof String text) {
            add(text);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                add(name);
                add(member);
            });
        } else if (value instanceof List<?> items) {
            items.forEach(this::add);
        }
    }

    private void checkTotal() {
        if (total > MAX_TOTAL) {
            throw refused("the request is " + (total >> 20) + " MB long; at most " + (MAX_TOTAL >> 20) + " MB");
        }
    }

    private static String cut(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    static InferenceException refused(String why) {
        return new InferenceException(FailureCode.INVALID_REQUEST, why);
    }
}
