package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;

/** What was sent. Nobody changes its bytes. */
final class RequestBody {

    private final String contentType;
    private final byte[] bytes;

    /**
     * Takes what was sent.
     *
     * @param contentType as its sender says
     * @param bytes all of it
     */
    RequestBody(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    JsonObject json() {
        return RequestJson.request(bytes);
    }

    RequestForm form() {
        return RequestForm.of(contentType, bytes);
    }
}
