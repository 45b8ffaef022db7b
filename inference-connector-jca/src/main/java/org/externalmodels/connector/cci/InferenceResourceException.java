package org.externalmodels.connector.cci;

import jakarta.resource.ResourceException;
import org.externalmodels.inference.InferenceException;

/**
 * A failed call, for callers through the common client interface. Its error code is the name of the
 * {@link org.externalmodels.inference.FailureCode}, its cause the {@link InferenceException}.
 */
public final class InferenceResourceException extends ResourceException {

    private static final long serialVersionUID = 1L;

    public InferenceResourceException(InferenceException cause) {
        super(cause.getMessage(), cause.code().name());
        initCause(cause);
    }
}
