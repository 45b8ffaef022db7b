package org.externalmodels.admin.inference;

/** What a path does with what is sent to it. Shared by all requests. */
interface Operation {

    /** What it takes. */
    default String mediaType() {
        return "application/json";
    }

    /**
     * Begins to answer, and returns.
     *
     * @throws RuntimeException if the request is refused
     */
    void begin(Caller caller, RequestBody body, Exchange exchange);
}
