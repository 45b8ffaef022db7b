package org.externalmodels.sandbox.model;

/** A function the model wants called; the arguments are a JSON text. */
public record ToolCall(String name, String arguments) {}
