package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import org.externalmodels.inference.TokenUsage;

/**
 * One chunk of a streamed chat completion, read member by member: an answer has hundreds of them, and a tree of each costs
 * more than the rest of its way. What is missing is {@code null} or empty.
 */
final class OpenAiChunk {

    private final JsonParser parser;
    private String model;
    private String content;
    private String reasoning;
    private String finishReason;
    private JsonArray toolCalls = JsonValue.EMPTY_JSON_ARRAY;
    private JsonObject error;
    private TokenUsage usage = TokenUsage.UNKNOWN;

    private OpenAiChunk(JsonParser parser) {
        this.parser = parser;
    }

    static OpenAiChunk read(String data) {
        return ProviderJson.parseEvent(data, parser -> {
            OpenAiChunk chunk = new OpenAiChunk(parser);
            chunk.chunk();
            return chunk;
        });
    }

    String model() {
        return model;
    }

    String content() {
        return content;
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

    private void chunk() {
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "choices" -> choices();
                case "model" -> model = ProviderJson.string(parser);
                case "usage" -> {
                    JsonObject counted = ProviderJson.object(parser);
                    usage = counted == null ? usage : OpenAiUsage.of(counted);
                }
                case "error" -> error = ProviderJson.object(parser);
                default -> ProviderJson.skipNext(parser);
            }
        }
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
                case "delta" -> delta();
                case "finish_reason" -> finishReason = ProviderJson.string(parser);
                default -> ProviderJson.skipNext(parser);
            }
        }
    }

    private void delta() {
        if (parser.next() != Event.START_OBJECT) {
            ProviderJson.skip(parser);
            return;
        }
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "content" -> content = ProviderJson.string(parser);
                // The first is DeepSeek's and vLLM's name for it, the second others'; neither is OpenAI's own.
                case "reasoning_content" -> reasoning = ProviderJson.string(parser);
                case "reasoning" -> {
                    String other = ProviderJson.string(parser);
                    reasoning = reasoning == null ? other : reasoning;
                }
                case "tool_calls" -> {
                    JsonArray calls = ProviderJson.array(parser);
                    toolCalls = calls == null ? toolCalls : calls;
                }
                default -> ProviderJson.skipNext(parser);
            }
        }
    }
}
