package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * A chat completion, or one chunk of a streamed one, read member by member: every call pays for this, a stream hundreds of
 * times, and a tree costs twice as much (docs/performance.md). Of the choices the first counts. What is missing is
 * {@code null} or empty.
 */
final class OpenAiDocument {

    private final JsonParser parser;
    private boolean hasMessage;
    private String model;
    private String content;
    private boolean unreadable;
    private String refusal;
    private String reasoning;
    private String finishReason;
    private JsonArray toolCalls = JsonValue.EMPTY_JSON_ARRAY;
    private JsonObject error;
    private TokenUsage usage = TokenUsage.UNKNOWN;

    private OpenAiDocument(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the object in which the parser stands, to its end. */
    static OpenAiDocument read(JsonParser parser) {
        OpenAiDocument document = new OpenAiDocument(parser);
        document.members();
        return document;
    }

    /** Whether the first choice has a message, or part of one. */
    boolean hasMessage() {
        return hasMessage;
    }

    String model() {
        return model;
    }

    /**
     * The words of the message.
     *
     * @throws InferenceException if its content is of no kind that could have words
     */
    String content() {
        if (unreadable) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the content of the answer is neither a text nor a list of parts");
        }
        return content;
    }

    String refusal() {
        return refusal;
    }

    String reasoning() {
        return reasoning;
    }

    String finishReason() {
        return finishReason;
    }

    JsonArray toolCalls() {
        return toolCalls;
    }

    JsonObject error() {
        return error;
    }

    TokenUsage usage() {
        return usage;
    }

    private void members() {
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "choices" -> choices();
                case "model" -> model = ProviderJson.string(parser);
                case "usage" -> counted();
                // Groq's streams, unless asked for OpenAI's way of it.
                case "x_groq" -> ProviderJson.members(parser, this::groqs);
                case "error" -> error = ProviderJson.object(parser);
                default -> ProviderJson.skipNext(parser);
            }
        }
    }

    private void groqs(String name) {
        if (name.equals("usage")) {
            counted();
        } else {
            ProviderJson.skipNext(parser);
        }
    }

    /** Zeros beside real numbers, or in their place, are of a server that did not count there. */
    private void counted() {
        usage = TokenCounts.newer(usage, OpenAiUsage.read(parser));
    }

    private void choices() {
        if (parser.next() != Event.START_ARRAY) {
            ProviderJson.skip(parser);
            return;
        }
        Event first = parser.next();
        if (first == Event.END_ARRAY) {
            return;
        }
        if (first == Event.START_OBJECT) {
            choice();
        } else {
            ProviderJson.skip(parser);
        }
        parser.skipArray();
    }

    private void choice() {
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "message", "delta" -> message();
                case "finish_reason" -> finishReason = ProviderJson.string(parser);
                // Moonshot's streams have it here.
                case "usage" -> counted();
                default -> ProviderJson.skipNext(parser);
            }
        }
    }

    private void message() {
        if (parser.next() != Event.START_OBJECT) {
            ProviderJson.skip(parser);
            return;
        }
        hasMessage = true;
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "content" -> readContent();
                case "refusal" -> refusal = either(ProviderJson.string(parser), refusal);
                // The first is DeepSeek's and vLLM's name for it, the second others'; neither is OpenAI's own.
                case "reasoning_content" -> reasoning = either(ProviderJson.string(parser), reasoning);
                case "reasoning" -> reasoning = either(reasoning, ProviderJson.string(parser));
                case "tool_calls" -> {
                    JsonArray calls = ProviderJson.array(parser);
                    toolCalls = calls == null ? toolCalls : calls;
                }
                default -> ProviderJson.skipNext(parser);
            }
        }
    }

    private void readContent() {
        switch (parser.next()) {
            case VALUE_STRING -> content = parser.getString();
            case VALUE_NULL -> {}
            case START_ARRAY -> {
                OpenAiContent parts = OpenAiContent.of(parser.getArray());
                content = parts.text();
                refusal = either(refusal, parts.refusal());
                reasoning = either(reasoning, parts.reasoning());
            }
            default -> {
                ProviderJson.skip(parser);
                unreadable = true;
            }
        }
    }

    private static String either(String first, String second) {
        return first == null ? second : first;
    }
}
