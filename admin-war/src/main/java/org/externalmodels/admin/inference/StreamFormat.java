package org.externalmodels.admin.inference;

import org.externalmodels.inference.InferenceEvent;

/** Writes one answer as server-sent events of a wire format. For one stream, called by one thread at a time. */
interface StreamFormat {

    /** What to send for an event; empty if nothing. */
    String event(InferenceEvent event);

    /** What to send when the answer broke off. Nothing that looks like a proper end. */
    String failed(Refusal refusal);
}
