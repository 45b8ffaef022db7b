package org.externalmodels.registry.catalog;

import jakarta.json.JsonValue;

/**
 * A field in which two definitions differ.
 *
 * @param field such as {@code endpoint}, {@code paths.output} or {@code headers[X-Team].value}
 * @param before {@code null} if it was not there
 * @param after {@code null} if it is not there
 * @param secret whether both are masks: that it changed is all there is to see
 */
public record FieldChange(String field, JsonValue before, JsonValue after, boolean secret) {}
