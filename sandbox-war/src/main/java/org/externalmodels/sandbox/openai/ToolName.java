package org.externalmodels.sandbox.openai;

/** Names of functions and schemas. */
final class ToolName {
    private static final String PATTERN = "^[a-zA-Z0-9_-]+$";
    private static final int LONGEST = 64;

    private ToolName() {}

    static void check(String path, String name) {
        if (!name.matches(PATTERN)) {
            throw OpenAiError.badRequest(
                    path,
                    "invalid_value",
                    "Invalid '" + path + "': string does not match pattern. Expected a string that matches the pattern"
                            + " '" + PATTERN + "'.");
        }
        if (name.length() > LONGEST) {
            throw OpenAiError.badRequest(
                    path,
                    "string_above_max_length",
                    "Invalid '" + path + "': string too long. Expected a string with maximum length " + LONGEST
                            + ", but got a string with length " + name.length() + " instead.");
        }
    }
}
