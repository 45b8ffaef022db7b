package org.externalmodels.workflow;

/** What the author of a process says about a task. */
public enum TaskField {
    /** The registered name of the model. Required. */
    MODEL("model"),
    /** The name of a connection of that model; any active one without it. */
    CONNECTION("connection"),
    /** What the model is told about its role. */
    SYSTEM_PROMPT("systemPrompt"),
    /** What the model is asked. Required. */
    PROMPT("prompt"),
    /** How it shall answer: a JSON object with {@code temperature}, {@code maxTokens} and others. */
    PARAMETERS("parameters"),
    /** A JSON Schema; with it the answer is a structure and not a text. */
    RESPONSE_SCHEMA("responseSchema"),
    /** The process variable that gets the answer. Required. */
    RESULT_VARIABLE("resultVariable"),
    /** The process variable that tells of the call: model, connection, trace, tokens. */
    CALL_VARIABLE("callVariable"),
    /** Which failures are BPMN errors: {@code CODE=error}, separated by commas or lines; {@code *} for all others. */
    ERRORS("errors"),
    /** The most time for the call, 30 to 180 seconds, as seconds or as {@code PT1M30S}. */
    TIMEOUT("timeout"),
    /** Which listeners get the result; with it the request is submitted, and the process waits without a thread. */
    DESTINATION("destination");

    private final String fieldName;

    TaskField(String fieldName) {
        this.fieldName = fieldName;
    }

    /** As it is written in the process. */
    public String fieldName() {
        return fieldName;
    }

    @Override
    public String toString() {
        return "field " + fieldName;
    }
}
