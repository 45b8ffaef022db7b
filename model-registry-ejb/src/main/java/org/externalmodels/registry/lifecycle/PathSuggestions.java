package org.externalmodels.registry.lifecycle;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.registry.json.Json;

/**
 * JSON paths that look like what a definition asks for, found in an answer. Best first; a list is empty if nothing looks
 * like it.
 *
 * @param output of the text
 * @param inputTokens of the tokens read
 * @param outputTokens of the tokens written
 */
public record PathSuggestions(List<String> output, List<String> inputTokens, List<String> outputTokens) {

    /** Nothing looks like anything. */
    public static final PathSuggestions NONE = new PathSuggestions(List.of(), List.of(), List.of());

    /** What every HTTP status of success begins with. */
    private static final int SUCCESS = 2;

    private static final int MOST = 3;

    public PathSuggestions {
        output = List.copyOf(output);
        inputTokens = List.copyOf(inputTokens);
        outputTokens = List.copyOf(outputTokens);
    }

    /** Looks through what a call got; what it got without success is no answer. */
    public static PathSuggestions of(ProbeResult probe) {
        return probe.received()
                .filter(received -> received.status() / 100 == SUCCESS)
                .map(received -> of(received.body()))
                .orElse(NONE);
    }

    /** Looks through the body of an answer, which may be anything. */
    public static PathSuggestions of(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            Search search = new Search();
            search.visit("", "", reader.read(), 0, 0);
            return new PathSuggestions(best(search.outputs), best(search.inputCounts), best(search.outputCounts));
        } catch (JsonException | IllegalStateException notJson) {
            return NONE;
        }
    }

    private static List<String> best(List<Candidate> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::score).reversed())
                .limit(MOST)
                .map(Candidate::path)
                .toList();
    }

    /** A place in the answer, with how much it looks like what is sought. */
    private record Candidate(String path, int score) {}

    private static final class Search {

        private static final int DEEPEST = 20;
        private static final int WIDEST = 5;
        private static final int MOST_NODES = 10_000;
        private static final int LEAST_OF_AN_UNKNOWN_NAME = 20;
        private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        /** What providers call the text, and how sure that is. Names are compared in lower case without _ and -. */
        private static final Map<String, Integer> TEXTS = Map.ofEntries(
                Map.entry("content", 100),
                Map.entry("text", 100),
                Map.entry("outputtext", 100),
                Map.entry("generatedtext", 100),
                Map.entry("completion", 90),
                Map.entry("answer", 90),
                Map.entry("output", 85),
                Map.entry("response", 85),
                Map.entry("reply", 85),
                Map.entry("message", 70),
                Map.entry("result", 70),
                Map.entry("generation", 90));

        /** Strings that describe the answer, and what comes with it and is not the answer. */
        private static final Set<String> BESIDE = Set.of(
                "id",
                "object",
                "type",
                "role",
                "model",
                "finishreason",
                "stopreason",
                "stopsequence",
                "status",
                "created",
                "createdat",
                "error",
                "logprobs",
                "toolcalls",
                "annotations",
                "metadata",
                "prompt",
                "input",
                "request",
                "reasoning",
                "reasoningcontent",
                "thinking",
                "thought",
                "signature",
                "refusal",
                "systemfingerprint",
                "servicetier",
                "modelversion",
                "responseid",
                "name",
                "url");

        private static final List<String> INPUT_COUNTS = List.of(
                "inputtokens",
                "prompttokens",
                "prompttokencount",
                "inputtokencount",
                "inputtexttokencount",
                "promptevalcount",
                "tokensin");

        private static final List<String> OUTPUT_COUNTS = List.of(
                "outputtokens",
                "completiontokens",
                "candidatestokencount",
                "outputtokencount",
                "outputtexttokencount",
                "generatedtokens",
                "generationtokencount",
                "evalcount",
                "tokensout",
                "tokencount");

        private final List<Candidate> outputs = new ArrayList<>();
        private final List<Candidate> inputCounts = new ArrayList<>();
        private final List<Candidate> outputCounts = new ArrayList<>();
        private int nodes;

        /**
         * Looks at a value and all in it.
         *
         * @param name under which it is, of the list if it is an item
         * @param distance how far from the first items of lists
         */
        void visit(String path, String name, JsonValue value, int depth, int distance) {
            if (depth > DEEPEST || ++nodes > MOST_NODES || BESIDE.contains(name)) {
                return;
            }
            switch (value.getValueType()) {
                case OBJECT -> object(path, value.asJsonObject(), depth, distance);
                case ARRAY -> array(path, name, value.asJsonArray(), depth, distance);
                case STRING -> text(path, name, ((JsonString) value).getString(), distance);
                case NUMBER -> count(path, name, (JsonNumber) value, depth);
                case TRUE, FALSE, NULL -> {}
            }
        }

        private void object(String path, JsonObject object, int depth, int distance) {
            object.forEach((member, value) -> visit(join(path, member), plain(member), value, depth + 1, distance));
        }

        private void array(String path, String name, JsonArray array, int depth, int distance) {
            for (int i = 0; i < Math.min(array.size(), WIDEST); i++) {
                visit(path + "[" + i + "]", name, array.get(i), depth + 1, distance + i);
            }
        }

        private void text(String path, String name, String text, int distance) {
            boolean speaks = text.length() >= LEAST_OF_AN_UNKNOWN_NAME && text.contains(" ");
            int score = TEXTS.getOrDefault(name, speaks ? 10 : 0);
            if (score > 0 && !text.isBlank()) {
                outputs.add(new Candidate(path, score + Math.min(text.length() / 10, 20) - 10 * distance));
            }
        }

        private void count(String path, String name, JsonNumber number, int depth) {
            if (number.isIntegral() && number.bigDecimalValue().signum() >= 0) {
                count(inputCounts, INPUT_COUNTS.indexOf(name), path, depth);
                count(outputCounts, OUTPUT_COUNTS.indexOf(name), path, depth);
            }
        }

        /** What is less deep is the sum; details of it lie below. */
        private static void count(List<Candidate> counts, int rank, String path, int depth) {
            if (rank >= 0) {
                counts.add(new Candidate(path, -100 * depth - rank));
            }
        }

        private static String plain(String name) {
            return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
        }

        private static String join(String path, String member) {
            if (PLAIN_NAME.matcher(member).matches()) {
                return path.isEmpty() ? member : path + "." + member;
            }
            return path + "['" + member.replace("\\", "\\\\").replace("'", "\\'") + "']";
        }
    }
}
