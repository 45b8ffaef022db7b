package org.externalmodels.connector;

import jakarta.resource.cci.ConnectionMetaData;
import jakarta.resource.spi.ManagedConnectionMetaData;

/** What a connection says of itself, to the container and to applications. Nothing in it asks a provider. */
final class InferenceConnectionMetaData implements ManagedConnectionMetaData, ConnectionMetaData {

    private final ConnectionClaim claim;

    InferenceConnectionMetaData(ConnectionClaim claim) {
        this.claim = claim;
    }

    @Override
    public String getEISProductName() {
        return AdapterMetaData.NAME;
    }

    @Override
    public String getEISProductVersion() {
        return AdapterMetaData.VERSION;
    }

    /** No limit: limits on calls belong to the model, not to its connections. */
    @Override
    public int getMaxConnections() {
        return 0;
    }

    @Override
    public String getUserName() {
        return claim.credential();
    }
}
