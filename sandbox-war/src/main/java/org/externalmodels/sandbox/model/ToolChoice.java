package org.externalmodels.sandbox.model;

/** Whether the model calls tools: not at all, when the prompt says so, always, or always the one named. */
public record ToolChoice(Mode mode, String name) {
    public static final ToolChoice NONE = new ToolChoice(Mode.NONE, "");
    public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, "");
    public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, "");

    /** How strongly the caller asks for a tool. */
    public enum Mode {
        NONE,
        AUTO,
        REQUIRED,
        NAMED
    }

    public static ToolChoice named(String name) {
        return new ToolChoice(Mode.NAMED, name);
    }
}
