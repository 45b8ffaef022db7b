package org.externalmodels.registry.traces;

/**
 * One attempt with what was said.
 *
 * @param item the attempt
 * @param input the request as captured, {@code null} if it was not or may not be seen
 * @param output the answer as captured, {@code null} if it was not or may not be seen
 */
public record TraceDetail(TraceItem item, String input, String output) {}
