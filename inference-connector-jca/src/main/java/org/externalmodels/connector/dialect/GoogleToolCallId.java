package org.externalmodels.connector.dialect;

import java.util.Optional;

/**
 * What a tool call's id must remember for the provider. Gemini may leave the id out, and models that think refuse a
 * conversation whose function calls come back without the thought signature they were sent with
 * (https://ai.google.dev/gemini-api/docs/thought-signatures).
 *
 * @param own the provider's id; empty if it gave none and ours is made up
 * @param signature the provider's, as Base64
 */
record GoogleToolCallId(Optional<String> own, Optional<String> signature) {

    private static final String MADE_UP = "made-up-";

    /**
     * The id an answer hands to the caller: equal for equal answers.
     *
     * @param own the provider's, or {@code null}
     * @param responseId the answer's id, or {@code null}
     * @param index which of the answer's calls
     * @param signature or {@code null}
     */
    static String of(String own, String responseId, int index, String signature) {
        String id =
                own != null && !own.isEmpty() ? own : MADE_UP + (responseId == null ? "" : responseId + "-") + index;
        return ToolCallId.of(id, ToolCallId.Keeper.GOOGLE, signature);
    }

    /** What an id says, whoever made it. */
    static GoogleToolCallId parse(String id) {
        ToolCallId whole = ToolCallId.parse(id, ToolCallId.Keeper.GOOGLE);
        boolean made = whole.own().isEmpty() || whole.own().startsWith(MADE_UP);
        return new GoogleToolCallId(made ? Optional.empty() : Optional.of(whole.own()), whole.kept());
    }
}
