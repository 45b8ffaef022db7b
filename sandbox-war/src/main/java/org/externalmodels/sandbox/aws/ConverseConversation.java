package org.externalmodels.sandbox.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The messages of Converse: user and assistant take turns, the user begins, and each use of a tool is followed by its
 * result.
 *
 * @param forgetsThoughts whether it ends with the results of tools, and what led to their use is not there any more
 */
record ConverseConversation(
        List<String> texts, String last, boolean endsWithToolResults, boolean usesTools, boolean forgetsThoughts) {

    static ConverseConversation read(Members request) {
        request.required("messages");
        List<Members> messages = request.objects("messages");
        if (messages.isEmpty()) {
            throw startsWithUser();
        }
        var texts = new ArrayList<String>();
        Set<String> open = new LinkedHashSet<>();
        String before = "assistant";
        String last = "";
        boolean results = false;
        boolean tools = false;
        boolean thought = true;
        for (int at = 0; at < messages.size(); at++) {
            Members message = messages.get(at).onlyKnown("role", "content");
            String role = message.oneOf("role", "user", "assistant");
            if (role.equals(before)) {
                throw at == 0
                        ? startsWithUser()
                        : AwsError.invalid("A conversation must alternate between user and assistant roles. Make sure"
                                + " the conversation alternates between user and assistant roles and try again.");
            }
            before = role;
            ConverseBlocks blocks = ConverseBlocks.read(message);
            answer(open, blocks, at);
            open.addAll(blocks.uses());
            texts.addAll(blocks.texts());
            thought = blocks.uses().isEmpty() ? thought : blocks.beginsWithThoughts();
            tools |= !blocks.uses().isEmpty() || !blocks.results().isEmpty();
            if (role.equals("user") || last.isEmpty()) {
                last = blocks.shown();
                results = !blocks.results().isEmpty();
            }
        }
        if (!open.isEmpty()) {
            throw missingResults(open, messages.size());
        }
        return new ConverseConversation(List.copyOf(texts), last, results, tools, results && !thought);
    }

    private static void answer(Set<String> open, ConverseBlocks blocks, int at) {
        if (!open.containsAll(blocks.results())) {
            throw AwsError.invalid("The number of toolResult blocks at messages." + at
                    + ".content exceeds the number of toolUse blocks of previous turn.");
        }
        blocks.results().forEach(open::remove);
        if (!open.isEmpty()) {
            throw missingResults(open, at);
        }
    }

    private static AwsError missingResults(Set<String> open, int at) {
        return AwsError.invalid("Expected toolResult blocks at messages." + at + ".content for the following Ids: "
                + String.join(", ", open));
    }

    private static AwsError startsWithUser() {
        return AwsError.invalid("A conversation must start with a user message. Try again with a conversation that"
                + " starts with a user message.");
    }
}
