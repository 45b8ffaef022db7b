package org.externalmodels.connector.egress;

import java.net.UnknownHostException;

/** A host must not be called. To who asks for its address it has none. */
public final class AddressRefusedException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    public AddressRefusedException(String message) {
        super(message);
    }
}
