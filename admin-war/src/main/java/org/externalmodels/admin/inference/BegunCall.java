package org.externalmodels.admin.inference;

import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;

/** What a tool call begins with in a format that tells one after the other, each to its end. */
record BegunCall(String id, String name) {

    /**
     * Of the first piece of a call.
     *
     * @param traceId for the id of a call whose provider gives it none
     * @throws InferenceException {@code INVALID_RESPONSE} if it is a further piece, of a call that others have come behind
     */
    static BegunCall of(InferenceEvent.ToolCallDelta piece, String traceId) {
        if (piece.id() == null && piece.name() == null) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE,
                    "the provider told on tool call " + piece.index()
                            + " when something else had begun behind it, which this wire format cannot tell");
        }
        return new BegunCall(
                piece.id() == null ? "call_" + traceId + "_" + piece.index() : piece.id(),
                piece.name() == null ? "" : piece.name());
    }
}
