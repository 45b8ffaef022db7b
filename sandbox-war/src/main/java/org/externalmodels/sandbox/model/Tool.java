package org.externalmodels.sandbox.model;

import jakarta.json.JsonObject;

/** A function the caller offers, with the JSON schema of its arguments. */
public record Tool(String name, JsonObject parameters) {}
