package org.externalmodels.sandbox.anthropic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The conversation of a request. Messages of one role that follow each other are one turn, and so is a system message with
 * the user's before it. The results of tools stand at the head of the turn behind their uses, as many as there were.
 */
final class Turns {
    private final List<Turn> turns;

    private record Turn(boolean assistant, List<Block> blocks) {
        Set<String> uses() {
            return blocks.stream().flatMap(block -> block.uses().stream()).collect(Collectors.toSet());
        }

        boolean hasResults() {
            return blocks.stream().anyMatch(block -> block.answers().isPresent());
        }

        /** The results alone where there are some, as other providers have them in messages of their own. */
        String shown() {
            boolean results = hasResults();
            return blocks.stream()
                    .filter(block -> !results || block.answers().isPresent())
                    .map(Block::shown)
                    .filter(shown -> !shown.isEmpty())
                    .collect(Collectors.joining(" "));
        }
    }

    private Turns(List<Turn> turns) {
        this.turns = turns;
    }

    static Turns read(Fields request) {
        request.required("messages");
        List<Fields> messages = request.objects("messages");
        if (messages.isEmpty()) {
            throw AnthropicError.invalid("messages: at least one message is required");
        }
        List<Turn> turns = new ArrayList<>();
        for (int at = 0; at < messages.size(); at++) {
            Fields message = messages.get(at).onlyKnown(Set.of("role", "content"));
            String role = message.oneOf("role", List.of("user", "assistant", "system"));
            boolean assistant = role.equals("assistant");
            if (turns.isEmpty() && !role.equals("user")) {
                throw AnthropicError.invalid("messages: first message must use the \"user\" role");
            }
            if (role.equals("system") && turns.get(turns.size() - 1).assistant()) {
                throw AnthropicError.invalid(
                        "messages." + at + ": a \"system\" message must follow a \"user\" message");
            }
            List<Block> blocks = Block.readAll(message, role);
            if (blocks.isEmpty() && !(assistant && at == messages.size() - 1)) {
                throw AnthropicError.invalid("messages." + at
                        + ": all messages must have non-empty content except for the optional final assistant message");
            }
            add(turns, assistant, blocks);
        }
        for (int at = 0; at < turns.size(); at++) {
            check(at, turns);
        }
        return new Turns(List.copyOf(turns));
    }

    private static void add(List<Turn> turns, boolean assistant, List<Block> blocks) {
        int last = turns.size() - 1;
        if (last >= 0 && turns.get(last).assistant() == assistant) {
            List<Block> all = new ArrayList<>(turns.get(last).blocks());
            all.addAll(blocks);
            turns.set(last, new Turn(assistant, all));
        } else {
            turns.add(new Turn(assistant, blocks));
        }
    }

    private static void check(int at, List<Turn> turns) {
        Turn turn = turns.get(at);
        Set<String> open = at == 0 ? Set.of() : turns.get(at - 1).uses();
        Set<String> missing = new LinkedHashSet<>(open);
        boolean head = true;
        for (int place = 0; place < turn.blocks().size(); place++) {
            Block block = turn.blocks().get(place);
            if (block.answers().isEmpty()) {
                head = false;
            } else if (!open.contains(block.answers().get())) {
                throw AnthropicError.invalid("messages." + at + ".content." + place
                        + ": unexpected `tool_use_id` found in `tool_result` blocks: "
                        + block.answers().get()
                        + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous"
                        + " message.");
            } else if (head) {
                missing.remove(block.answers().get());
            }
        }
        boolean unanswered = at == turns.size() - 1 && !turn.uses().isEmpty();
        if (unanswered) {
            missing.addAll(turn.uses());
        }
        if (!missing.isEmpty()) {
            throw AnthropicError.invalid("messages." + (unanswered ? at : at - 1)
                    + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                    + String.join(", ", missing)
                    + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
        }
    }

    List<Block> blocks() {
        return turns.stream().flatMap(turn -> turn.blocks().stream()).toList();
    }

    boolean useTools() {
        return blocks().stream().anyMatch(block -> block.uses().isPresent());
    }

    boolean endWithResults() {
        return turns.get(turns.size() - 1).hasResults();
    }

    /** Whether the last answer of the model called tools and did not think first, which it would have. */
    boolean forgotThoughts() {
        return endWithResults()
                && !turns.get(turns.size() - 2).blocks().get(0).type().endsWith("thinking");
    }

    /** What the user said last, or the results of the tools used last. */
    String last() {
        return turns.stream()
                .filter(turn -> !turn.assistant())
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .shown();
    }
}
