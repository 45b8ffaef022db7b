package org.externalmodels.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.ConnectionMetaData;
import jakarta.resource.cci.Interaction;
import jakarta.resource.cci.LocalTransaction;
import jakarta.resource.cci.ResultSetInfo;
import jakarta.resource.spi.IllegalStateException;

/** The CCI handle: checks that it is open and delegates. */
final class CciConnection extends ConnectionHandle<InferenceManagedConnection> implements Connection {

    CciConnection(InferenceManagedConnection managed) {
        super(InferenceManagedConnection.class, managed);
    }

    @Override
    public Interaction createInteraction() throws IllegalStateException {
        open();
        return new CciInteraction(this);
    }

    @Override
    public ConnectionMetaData getMetaData() throws IllegalStateException {
        return new InferenceConnectionMetaData(open().claim());
    }

    @Override
    public LocalTransaction getLocalTransaction() throws NotSupportedException {
        throw new NotSupportedException("A model has no transactions.");
    }

    @Override
    public ResultSetInfo getResultSetInfo() throws NotSupportedException {
        throw new NotSupportedException("A model answers with mapped and indexed records, not with result sets.");
    }

    @Override
    public void close() {
        giveBack();
    }

    InferenceManagedConnection open() throws IllegalStateException {
        InferenceManagedConnection open = managed();
        if (open == null) {
            throw new IllegalStateException("This connection is closed. Get another one from its factory.");
        }
        return open;
    }
}
