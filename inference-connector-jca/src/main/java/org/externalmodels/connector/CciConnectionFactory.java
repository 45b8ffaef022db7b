package org.externalmodels.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.ConnectionFactory;
import jakarta.resource.cci.ConnectionSpec;
import jakarta.resource.cci.RecordFactory;
import jakarta.resource.cci.ResourceAdapterMetaData;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.Reference;
import org.externalmodels.connector.cci.InferenceConnectionSpec;
import org.externalmodels.connector.cci.InferenceRecordFactory;

/** Takes CCI connections from the container's pool. Shared by threads. */
public final class CciConnectionFactory implements ConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final CciManagedConnectionFactory factory;
    private final ConnectionManager manager;
    private volatile Reference reference;

    /** For validators only, which ask for it (Connectors 2.1, 17.5.1.1); such a one gives no connections. */
    public CciConnectionFactory() {
        this(new CciManagedConnectionFactory(), new StandaloneConnectionManager());
    }

    CciConnectionFactory(CciManagedConnectionFactory factory, ConnectionManager manager) {
        this.factory = factory;
        this.manager = manager;
    }

    @Override
    public Connection getConnection() throws ResourceException {
        return allocate(factory.defaultClaim());
    }

    /** A spec that names no model, or {@code null}, means the factory's properties. */
    @Override
    public Connection getConnection(ConnectionSpec spec) throws ResourceException {
        if (spec == null) {
            return getConnection();
        }
        if (!(spec instanceof InferenceConnectionSpec ours)) {
            throw new NotSupportedException("A connection spec must be an " + InferenceConnectionSpec.class.getName()
                    + ", not a " + spec.getClass().getName()
                    + ". Without one, name model and connection in the input record.");
        }
        return allocate(factory.defaultClaim().orAskedFor(ours.getModel(), ours.getConnection()));
    }

    @Override
    public RecordFactory getRecordFactory() {
        return new InferenceRecordFactory();
    }

    @Override
    public ResourceAdapterMetaData getMetaData() {
        return new AdapterMetaData();
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference value) {
        reference = value;
    }

    private Connection allocate(ConnectionClaim claim) throws ResourceException {
        return (Connection) manager.allocateConnection(factory, claim);
    }
}
