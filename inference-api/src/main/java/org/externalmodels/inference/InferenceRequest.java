package org.externalmodels.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of a model. Immutable.
 *
 * <pre>{@code
 * InferenceRequest.builder()
 *         .system("You are a claims adjuster.")
 *         .user("Summarise: " + claim)
 *         .parameters(InferenceParameters.DEFAULTS.withMaxTokens(200))
 *         .responseFormat(ResponseFormat.jsonSchema("summary", schema))
 *         .build();
 * }</pre>
 */
public final class InferenceRequest {

    /** The tag that names the process instance on whose behalf a workflow asks. */
    public static final String WORKFLOW_INSTANCE = "workflow.instance";

    /** The tag that names the activity of the process in which it asks. */
    public static final String WORKFLOW_ACTIVITY = "workflow.activity";

    private final List<ChatMessage> messages;
    private final Map<String, Object> variables;
    private final InferenceParameters parameters;
    private final ResponseFormat responseFormat;
    private final List<Tool> tools;
    private final ToolChoice toolChoice;
    private final Boolean parallelToolCalls;
    private final Output output;
    private final Duration timeout;
    private final Map<String, String> tags;

    private InferenceRequest(Builder builder) {
        messages = List.copyOf(builder.messages);
        variables = JsonLike.copy("variables", builder.variables);
        parameters = builder.parameters;
        responseFormat = builder.responseFormat;
        tools = List.copyOf(builder.tools);
        toolChoice = builder.toolChoice;
        parallelToolCalls = builder.parallelToolCalls;
        output = builder.output;
        timeout = builder.timeout;
        tags = Map.copyOf(builder.tags);
    }

    /** A single user message; for a template, also its variable {@code prompt}. */
    public static InferenceRequest prompt(String prompt) {
        return builder().user(prompt).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.messages.addAll(messages);
        builder.variables.putAll(variables);
        builder.tools.addAll(tools);
        builder.tags.putAll(tags);
        builder.parameters = parameters;
        builder.responseFormat = responseFormat;
        builder.toolChoice = toolChoice;
        builder.parallelToolCalls = parallelToolCalls;
        builder.output = output;
        builder.timeout = timeout;
        return builder;
    }

    /** The conversation, oldest first. */
    public List<ChatMessage> messages() {
        return messages;
    }

    /**
     * Values for the variables of a request template: strings, numbers, booleans, null, lists and maps of them. Where a
     * variable {@code prompt} or {@code system_prompt} is not given, the text of the last user message and of the system
     * messages takes its place.
     */
    public Map<String, Object> variables() {
        return variables;
    }

    public InferenceParameters parameters() {
        return parameters;
    }

    public ResponseFormat responseFormat() {
        return responseFormat;
    }

    public List<Tool> tools() {
        return tools;
    }

    public ToolChoice toolChoice() {
        return toolChoice;
    }

    /** Whether the model may ask for several tools at once; empty leaves it to the provider. */
    public Optional<Boolean> parallelToolCalls() {
        return Optional.ofNullable(parallelToolCalls);
    }

    /** What the answer must be; empty for whatever the model gives. A model that never gives it is not asked. */
    public Optional<Output> output() {
        return Optional.ofNullable(output);
    }

    /** The most time the whole call may take; empty for the factory's or the model's. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Free names and values that are kept with the trace, for attribution. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Says how much there is, never what it is: a log is no place for a prompt. */
    @Override
    public String toString() {
        return "InferenceRequest[" + messages.size() + " messages, " + variables.size() + " variables, " + tools.size()
                + " tools]";
    }

    /** What a caller has a use for. */
    public enum Output {

        /** Words, and calls of tools. */
        TEXT,

        /** Pictures. */
        IMAGES
    }

    /** Collects a request. Not shared by threads. */
    public static final class Builder {
        private final List<ChatMessage> messages = new ArrayList<>();
        private final Map<String, Object> variables = new LinkedHashMap<>();
        private final List<Tool> tools = new ArrayList<>();
        private final Map<String, String> tags = new LinkedHashMap<>();
        private InferenceParameters parameters = InferenceParameters.DEFAULTS;
        private ResponseFormat responseFormat = ResponseFormat.TEXT;
        private ToolChoice toolChoice = ToolChoice.AUTO;
        private Boolean parallelToolCalls;
        private Output output;
        private Duration timeout;

        private Builder() {}

        public Builder message(ChatMessage message) {
            messages.add(Objects.requireNonNull(message, "message"));
            return this;
        }

        public Builder messages(List<? extends ChatMessage> more) {
            more.forEach(this::message);
            return this;
        }

        public Builder system(String text) {
            return message(ChatMessage.system(text));
        }

        public Builder user(String text) {
            return message(ChatMessage.user(text));
        }

        public Builder user(Content... content) {
            return message(ChatMessage.user(content));
        }

        public Builder assistant(String text) {
            return message(ChatMessage.assistant(text));
        }

        public Builder variable(String name, Object value) {
            variables.put(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        public Builder variables(Map<String, ?> values) {
            variables.putAll(values);
            return this;
        }

        public Builder parameters(InferenceParameters value) {
            parameters = Objects.requireNonNull(value, "parameters");
            return this;
        }

        public Builder responseFormat(ResponseFormat value) {
            responseFormat = Objects.requireNonNull(value, "responseFormat");
            return this;
        }

        public Builder tool(Tool tool) {
            tools.add(Objects.requireNonNull(tool, "tool"));
            return this;
        }

        public Builder toolChoice(ToolChoice value) {
            toolChoice = Objects.requireNonNull(value, "toolChoice");
            return this;
        }

        public Builder parallelToolCalls(Boolean value) {
            parallelToolCalls = value;
            return this;
        }

        /**
         * Says what the answer must be.
         *
         * @param value {@code null} for whatever the model gives
         */
        public Builder output(Output value) {
            output = value;
            return this;
        }

        /**
         * Limits the whole call.
         *
         * @param value above zero; {@code null} for the factory's or the model's limit
         */
        public Builder timeout(Duration value) {
            if (value != null && (value.isNegative() || value.isZero())) {
                throw new IllegalArgumentException("timeout must be above zero, not " + value);
            }
            timeout = value;
            return this;
        }

        public Builder tag(String name, String value) {
            tags.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Asks on behalf of a workflow, to which the call is attributed: by the tags {@link #WORKFLOW_INSTANCE} and
         * {@link #WORKFLOW_ACTIVITY}, which ways in without a builder may set as well.
         *
         * @param instance the id of the process instance
         * @param activity the id of the activity in its process
         */
        public Builder workflow(String instance, String activity) {
            return tag(WORKFLOW_INSTANCE, instance).tag(WORKFLOW_ACTIVITY, activity);
        }

        /**
         * Makes the request.
         *
         * @throws IllegalArgumentException if a variable has no JSON form; the message names it
         */
        public InferenceRequest build() {
            return new InferenceRequest(this);
        }
    }
}
