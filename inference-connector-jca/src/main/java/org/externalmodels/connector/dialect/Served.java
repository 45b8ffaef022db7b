package org.externalmodels.connector.dialect;

/**
 * Who answered behind another server of External Models.
 *
 * @param traceId under which the call is found there
 * @param model its registered name there
 * @param connection that was used there
 */
public record Served(String traceId, String model, String connection) {}
