package org.externalmodels.inference;

import java.util.Objects;

/**
 * Whether and which tool the model calls.
 *
 * @param mode the kind of choice
 * @param toolName the tool that must be called; only with {@link Mode#TOOL}
 */
public record ToolChoice(Mode mode, String toolName) {

    /** The model decides. */
    public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, null);
    /** No tool is called. */
    public static final ToolChoice NONE = new ToolChoice(Mode.NONE, null);
    /** Some tool is called. */
    public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, null);

    public ToolChoice {
        Objects.requireNonNull(mode, "mode");
        if ((mode == Mode.TOOL) != (toolName != null)) {
            throw new IllegalArgumentException("A tool name must go with mode TOOL and no other, not with " + mode);
        }
    }

    /** This tool is called. */
    public static ToolChoice tool(String name) {
        return new ToolChoice(Mode.TOOL, name);
    }

    /** The kinds of choice. */
    public enum Mode {
        AUTO,
        NONE,
        REQUIRED,
        TOOL
    }
}
