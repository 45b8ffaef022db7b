package org.externalmodels.admin.console;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The labels that fields have on pages, for the names that they have in the management API. */
public final class FieldNames {

    private static final Pattern ELEMENT = Pattern.compile("(headers|variables|connections|fields)\\[(\\d+)]\\.(\\w+)");

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("name", "Name"),
            Map.entry("endpoint", "Endpoint URL"),
            Map.entry("structure", "Request format"),
            Map.entry("providerModel", "Provider's model name"),
            Map.entry("authorizationProfile", "Authorization profile"),
            Map.entry("headers", "Headers"),
            Map.entry("variables", "Variables"),
            Map.entry("body", "Body template"),
            Map.entry("paths.output", "Output path"),
            Map.entry("paths.inputTokens", "Input tokens path"),
            Map.entry("paths.outputTokens", "Output tokens path"),
            Map.entry("paths.delta", "Stream path"),
            Map.entry("paths.end", "End of the stream"),
            Map.entry("features", "Features"),
            Map.entry("modalities", "Modalities"),
            Map.entry("connections", "Connections"),
            Map.entry("apiKey", "API key"),
            Map.entry("baseUrl", "Base URL"),
            Map.entry("apiVersion", "API version"),
            Map.entry("provider", "Provider"),
            Map.entry("integration", "Type"),
            Map.entry("capture", "Kept with traces"),
            Map.entry("timeouts.connect", "Until connected"),
            Map.entry("timeouts.responseHeader", "Until the answer begins"),
            Map.entry("timeouts.idle", "Between two pieces of a stream"),
            Map.entry("timeouts.total", "Longest call"),
            Map.entry("routing.spread", "Shared out"),
            Map.entry("routing.fallbackModels", "Fallback models"),
            Map.entry("cache.seconds", "Answers are given again for"),
            Map.entry("weight", "Weight"),
            Map.entry("priority", "Priority"),
            Map.entry("roleArn", "IAM role ARN"),
            Map.entry("region", "Region"),
            Map.entry("stsRegion", "STS region"),
            Map.entry("externalId", "External id"),
            Map.entry("trustedPrincipal", "Trusted principal"),
            Map.entry("type", "Type"),
            Map.entry("placement", "Where the key goes"),
            Map.entry("parameter", "Name of the header or parameter"),
            Map.entry("key", "Key"),
            Map.entry("token", "Token"),
            Map.entry("user", "User name"),
            Map.entry("password", "Password"),
            Map.entry("tokenEndpoint", "Token endpoint"),
            Map.entry("authorizationEndpoint", "Authorization endpoint"),
            Map.entry("clientId", "Client id"),
            Map.entry("clientSecret", "Client secret"),
            Map.entry("clientAuthentication", "How the client proves itself"),
            Map.entry("scope", "Scope"),
            Map.entry("fields", "More fields of the token request"),
            Map.entry("origins", "May also be sent to"),
            Map.entry("model", "Model"),
            Map.entry("connection", "Connection"),
            Map.entry("effectiveFrom", "Holds from"),
            Map.entry("currency", "Currency"),
            Map.entry("rates", "The price"),
            Map.entry("amount", "Amount"),
            Map.entry("measure", "Counts"),
            Map.entry("period", "Period"),
            Map.entry("application", "Application"),
            Map.entry("input", "Input"),
            Map.entry("output", "Output"),
            Map.entry("cachedRead", "Cached input"),
            Map.entry("cacheWrite", "Input written to the cache"),
            Map.entry("reasoning", "Reasoning"),
            Map.entry("image", "Image"),
            Map.entry("audioMinute", "Audio"),
            Map.entry("request", "Request"),
            Map.entry("expires", "Expires"),
            Map.entry("enabled", "Works"),
            Map.entry("shadow", "Only watches"),
            Map.entry("models", "Models"),
            Map.entry("ways", "Ways in"),
            Map.entry("bodies", "Bodies of calls"),
            Map.entry("traces", "Traces"),
            Map.entry("hours", "Sums per hour"),
            Map.entry("days", "Sums per day"),
            Map.entry("patterns", "A regular expression"),
            Map.entry("document", "Document"),
            Map.entry("position", "Position"),
            Map.entry("seal", "Seal"),
            Map.entry("from", "From"),
            Map.entry("to", "To"),
            Map.entry("lastAttempt", "Attempts"),
            Map.entry("millis.gte", "Response time from"),
            Map.entry("millis.lte", "Response time to"),
            Map.entry("firstChunkMillis.gte", "First chunk from"),
            Map.entry("firstChunkMillis.lte", "First chunk to"),
            Map.entry("inputTokens.gte", "Tokens in from"),
            Map.entry("inputTokens.lte", "Tokens in to"),
            Map.entry("outputTokens.gte", "Tokens out from"),
            Map.entry("outputTokens.lte", "Tokens out to"),
            Map.entry("cost.gte", "Cost from"),
            Map.entry("cost.lte", "Cost to"));

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("value", "value"),
            Map.entry("default", "default value"),
            Map.entry("type", "type"),
            Map.entry("displayName", "display name"),
            Map.entry("apiKey", "API key"),
            Map.entry("apiVersion", "API version"),
            Map.entry("baseUrl", "base URL"),
            Map.entry("roleArn", "IAM role ARN"),
            Map.entry("stsRegion", "STS region"),
            Map.entry("externalId", "external id"));

    private static final Pattern PATH = Pattern.compile("paths\\.\\w+");

    /** Those that are no words of their own. */
    private static final Pattern PART = Pattern.compile(PARTS.keySet().stream()
            .filter(name -> !PARTS.get(name).startsWith(name))
            .collect(Collectors.joining("|", "\\b(?:", ")\\b")));

    /** A header or variable that is told by its name, and its part. */
    private static final Pattern NAMED = Pattern.compile("(headers|variables)\\[(.+)](?:\\.(\\w+))?");

    private FieldNames() {}

    /** The label of a field in which two definitions differ, where headers and variables go by their names. */
    public static String ofChange(String field) {
        Matcher named = NAMED.matcher(field);
        if (!named.matches()) {
            return label(field);
        }
        String kind = named.group(1).equals("headers") ? "Header " : "Variable ";
        String part = named.group(3) == null ? "" : ", " + PARTS.getOrDefault(named.group(3), named.group(3));
        return kind + named.group(2) + part;
    }

    /** What a call failed with, where the path goes by its label; all that follows may be the provider's words. */
    public static String inFailure(String message) {
        return PATH.matcher(message).replaceFirst(path -> Matcher.quoteReplacement("'" + label(path.group()) + "'"));
    }

    /** What is wrong with a field, where others go by their labels. */
    static String inProblem(String message) {
        return PART.matcher(message).replaceAll(part -> PARTS.get(part.group()));
    }

    /** The label of a field; the name itself if pages have no label for it. */
    public static String label(String field) {
        Matcher element = ELEMENT.matcher(field);
        return element.matches()
                ? ofElement(element.group(1), Integer.parseInt(element.group(2)), element.group(3))
                : LABELS.getOrDefault(field, field);
    }

    /** Lines of lists are counted; the first connection of a model has fields of its own. */
    private static String ofElement(String list, int index, String part) {
        if (list.equals("connections") && index == 0) {
            return part.equals("name") ? "Connection name" : LABELS.getOrDefault(part, part);
        }
        String name = PARTS.getOrDefault(part, part);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " of "
                + list.substring(0, list.length() - 1) + " " + (index + 1);
    }
}
