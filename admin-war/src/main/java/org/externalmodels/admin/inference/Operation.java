package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;

/** What a path does with the JSON that is sent to it. Shared by all requests. */
interface Operation {

    /**
     * Begins to answer, and returns.
     *
     * @throws RuntimeException if the request is refused
     */
    void begin(Caller caller, JsonObject body, Exchange exchange);
}
