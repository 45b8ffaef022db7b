package org.externalmodels.connector.dialect;

/**
 * Who answered behind another server of External Models.
 *
 * @param traceId under which the call is found there
 * @param model its registered name there
 * @param connection that was used there
 * @param fromCache whether the answer was given before there, and nobody was asked now
 */
public record Served(String traceId, String model, String connection, boolean fromCache) {}
