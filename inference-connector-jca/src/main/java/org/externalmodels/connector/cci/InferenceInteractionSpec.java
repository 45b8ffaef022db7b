package org.externalmodels.connector.cci;

import jakarta.resource.cci.InteractionSpec;

/**
 * How an interaction is carried out, with the specification's standard properties (Connectors 2.1, 15.4.3.1). Not needed:
 * {@code execute} takes {@code null} and any other interaction spec as well.
 */
public final class InferenceInteractionSpec implements InteractionSpec {

    private static final long serialVersionUID = 1L;

    private Integer interactionVerb = SYNC_SEND_RECEIVE;
    private Integer executionTimeout;
    private Boolean streaming = false;

    /** Only {@link InteractionSpec#SYNC_SEND_RECEIVE} can be executed. */
    public Integer getInteractionVerb() {
        return interactionVerb;
    }

    public void setInteractionVerb(Integer value) {
        interactionVerb = value;
    }

    /** The most milliseconds the call may take, {@code null} for the record's, the factory's or the model's limit. */
    public Integer getExecutionTimeout() {
        return executionTimeout;
    }

    public void setExecutionTimeout(Integer value) {
        executionTimeout = value;
    }

    /** Whether answers come in chunks where the record does not say. */
    public Boolean getStreaming() {
        return streaming;
    }

    public void setStreaming(Boolean value) {
        streaming = value;
    }
}
