package org.externalmodels.integration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which metrics the queries of dashboards and rules ask for, and which labels of them. */
final class AskedMetrics {

    private static final Pattern METRIC = Pattern.compile("external_models_[a-z_]+");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(external_models_[a-z_]+)(?:\\{(.*)})? ");
    private static final Pattern SELECTOR = Pattern.compile("(external_models_[a-z_]+)?\\{([^{}]*)}");
    private static final Pattern NAMES = Pattern.compile("__name__=~\"([^\"]*)\"");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern GROUPED = Pattern.compile("by \\(([a-z_, ]+)\\) \\(");
    private static final Pattern VALUES =
            Pattern.compile("label_values\\((external_models_[a-z_]+)[^,()]*, ([a-z_]+)\\)");

    /** What Prometheus adds to all that it reads from a server. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private AskedMetrics() {}

    /** The metrics of a server, with their labels. */
    static Map<String, Set<String>> had(String exposition) {
        Map<String, Set<String>> had = new TreeMap<>();
        for (MatchResult sample : SAMPLE.matcher(exposition).results().toList()) {
            had.computeIfAbsent(sample.group(1), name -> new TreeSet<>(OF_PROMETHEUS))
                    .addAll(labels(sample.group(2) == null ? "" : sample.group(2)));
        }
        return had;
    }

    /** The metrics that are asked for, with the labels that are asked for of them. */
    static Map<String, Set<String>> asked(String file, Set<String> known) {
        String text = file.replace("\\\"", "\"");
        Map<String, Set<String>> asked = new TreeMap<>();
        METRIC.matcher(NAMES.matcher(text).replaceAll(""))
                .results()
                .forEach(metric -> ask(asked, metric.group(), Set.of()));
        for (MatchResult selector : SELECTOR.matcher(text).results().toList()) {
            Set<String> labels = labels(selector.group(2));
            labels.remove("__name__");
            selected(selector, known).forEach(metric -> ask(asked, metric, labels));
        }
        for (MatchResult values : VALUES.matcher(text).results().toList()) {
            ask(asked, values.group(1), Set.of(values.group(2)));
        }
        Matcher grouped = GROUPED.matcher(text);
        while (grouped.find()) {
            Set<String> labels = Set.of(grouped.group(1).split(",\\s*"));
            String inner = enclosed(text, grouped.end());
            METRIC.matcher(NAMES.matcher(inner).replaceAll(""))
                    .results()
                    .forEach(metric -> ask(asked, metric.group(), labels));
            for (MatchResult selector : SELECTOR.matcher(inner).results().toList()) {
                selected(selector, known).forEach(metric -> ask(asked, metric, labels));
            }
        }
        return asked;
    }

    private static void ask(Map<String, Set<String>> asked, String metric, Set<String> labels) {
        asked.computeIfAbsent(metric, name -> new TreeSet<>()).addAll(labels);
    }

    /** By its name, or by the names that it describes. */
    private static List<String> selected(MatchResult selector, Set<String> known) {
        if (selector.group(1) != null) {
            return List.of(selector.group(1));
        }
        return NAMES.matcher(selector.group(2))
                .results()
                .flatMap(names -> known.stream().filter(metric -> metric.matches(names.group(1))))
                .toList();
    }

    private static Set<String> labels(String text) {
        return LABEL.matcher(text)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is in parentheses, of which the first is open. */
    private static String enclosed(String text, int from) {
        int depth = 1;
        int at = from;
        while (depth > 0) {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return text.substring(from, at);
    }
}
