package org.externalmodels.sandbox.google;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conversation of a request. The results of functions stand right behind their calls, as many as there were. */
final class Contents {
    static final Set<String> CONTENT = Set.of("role", "parts");

    private final List<Part> system;
    private final List<Turn> turns;

    private record Turn(String role, List<Part> parts) {
        boolean hasResults() {
            return parts.stream().anyMatch(part -> part.answers().isPresent());
        }

        String shown() {
            return parts.stream().flatMap(Part::shown).collect(Collectors.joining(" "));
        }

        List<String> called() {
            return parts.stream().flatMap(part -> part.calls().stream()).toList();
        }

        List<String> answered() {
            return parts.stream().flatMap(part -> part.answers().stream()).toList();
        }
    }

    private Contents(List<Part> system, List<Turn> turns) {
        this.system = system;
        this.turns = turns;
    }

    static Contents read(Fields request, boolean signed) {
        List<Part> system =
                request.nested("systemInstruction", CONTENT).map(Part::readAll).orElse(List.of());
        List<Turn> turns = new ArrayList<>();
        for (Fields content : request.objects("contents", CONTENT)) {
            String role = content.text("role").orElse("user");
            if (!List.of("user", "model", "function").contains(role)) {
                throw GoogleError.invalid("Please use a valid role: user, model.");
            }
            List<Part> parts = Part.readAll(content);
            if (parts.isEmpty()) {
                throw GoogleError.invalid(
                        "* GenerateContentRequest." + content.path("parts") + ": contents.parts must not be empty.\n");
            }
            turns.add(new Turn(role, parts));
        }
        if (turns.isEmpty()) {
            throw GoogleError.invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }
        var contents = new Contents(system, List.copyOf(turns));
        contents.checkResults();
        if (signed) {
            contents.checkSignatures();
        }
        return contents;
    }

    private void checkResults() {
        for (int at = 0; at < turns.size(); at++) {
            List<String> called = turns.get(at).called();
            List<String> answered = at + 1 < turns.size() ? turns.get(at + 1).answered() : List.of();
            if (called.isEmpty()
                    ? !answered.isEmpty()
                    : !called.stream()
                            .sorted()
                            .toList()
                            .equals(answered.stream().sorted().toList())) {
                throw GoogleError.invalid(
                        "Please ensure that the number of function response parts is equal to the number of function"
                                + " call parts of the function call turn.");
            }
        }
        if (turns.get(0).hasResults()) {
            throw GoogleError.invalid(
                    "Please ensure that function response turn comes immediately after a function call turn.");
        }
    }

    /** A model that thinks signs the first call of a turn and wants to see that again. */
    private void checkSignatures() {
        for (int at = 0; at < turns.size(); at++) {
            List<Part> calls = turns.get(at).parts().stream()
                    .filter(part -> part.calls().isPresent())
                    .toList();
            if (!calls.isEmpty() && !calls.get(0).signed()) {
                throw GoogleError.invalid("Function call is missing a thought_signature in functionCall parts. This is"
                        + " required for tools to work correctly, and missing thought_signature may lead to degraded"
                        + " model performance. Additional data, function call `default_api:"
                        + calls.get(0).calls().orElseThrow() + "` , position " + (at + 1) + ".");
            }
        }
    }

    List<String> texts() {
        return Stream.concat(system.stream(), turns.stream().flatMap(turn -> turn.parts().stream()))
                .flatMap(part -> part.text().stream())
                .toList();
    }

    boolean endsWithResults() {
        return turns.get(turns.size() - 1).hasResults();
    }

    /** The results of the functions called last, or what the user said last, or whatever there is. */
    String last() {
        return turns.stream()
                .filter(turn -> !turn.role().equals("model"))
                .reduce((earlier, later) -> later)
                .orElse(turns.get(turns.size() - 1))
                .shown();
    }
}
