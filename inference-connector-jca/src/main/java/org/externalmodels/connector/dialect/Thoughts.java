package org.externalmodels.connector.dialect;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.function.BiFunction;

/**
 * What a model thought, block by block as its provider writes them, until a tool call takes them along in its id. Used by
 * one thread at a time.
 */
final class Thoughts {

    private final ToolCallId.Keeper keeper;
    private final BiFunction<String, String, JsonObject> block;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private JsonArrayBuilder blocks = Json.createArrayBuilder();

    /**
     * None yet.
     *
     * @param block makes the provider's block of a text and its signature
     */
    Thoughts(ToolCallId.Keeper keeper, BiFunction<String, String, JsonObject> block) {
        this.keeper = keeper;
        this.block = block;
    }

    /** A block that came whole. */
    void add(JsonObject whole) {
        blocks.add(whole);
    }

    /** More of a streamed block's text. */
    void more(String words) {
        text.append(words);
    }

    /** More of a streamed block's signature. */
    void signed(String part) {
        signature.append(part);
    }

    /** A streamed block ends. One without signature is nothing that the provider takes back. */
    void blockEnds() {
        if (!signature.isEmpty()) {
            blocks.add(block.apply(text.toString(), signature.toString()));
        }
        text.setLength(0);
        signature.setLength(0);
    }

    /**
     * The id of a tool call that these thoughts led to; a later one does not have them again.
     *
     * @param own the provider's, {@code null} if it gave none
     */
    String id(String own) {
        if (own == null) {
            return null;
        }
        String id = ToolCallId.of(own, keeper, blocks.build());
        blocks = Json.createArrayBuilder();
        return id;
    }
}
