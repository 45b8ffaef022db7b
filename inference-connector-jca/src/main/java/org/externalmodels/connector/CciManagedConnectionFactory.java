package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.ConnectionFactory;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;

/** Makes connections for applications that use the common client interface, {@code eis/ExternalModelsCci}. */
@ConnectionDefinition(
        connectionFactory = ConnectionFactory.class,
        connectionFactoryImpl = CciConnectionFactory.class,
        connection = Connection.class,
        connectionImpl = CciConnection.class)
public final class CciManagedConnectionFactory extends InferenceManagedConnectionFactory {

    private static final long serialVersionUID = 1L;

    @ConfigProperty(description = "The model of connections that name none")
    @Pattern(regexp = NAME_FORM, message = "model" + NAME_RULE)
    private String model;

    @ConfigProperty(description = "The connection of that model; any active one if it is not set")
    @Pattern(regexp = NAME_FORM, message = "connection" + NAME_RULE)
    private String connection;

    @ConfigProperty(description = "The most time a call may take, as ISO 8601 duration such as PT30S")
    @Pattern(regexp = TIMEOUT_FORM, message = "timeout" + TIMEOUT_RULE)
    private String timeout;

    @ConfigProperty(description = "The most time until a connection to the provider stands, as ISO 8601 duration")
    @Pattern(regexp = TIMEOUT_FORM, message = "connectTimeout" + TIMEOUT_RULE)
    private String connectTimeout;

    @ConfigProperty(description = "The most time from the request to the begin of the answer, as ISO 8601 duration")
    @Pattern(regexp = TIMEOUT_FORM, message = "responseHeaderTimeout" + TIMEOUT_RULE)
    private String responseHeaderTimeout;

    @ConfigProperty(description = "The most time between two pieces of an answer, as ISO 8601 duration")
    @Pattern(regexp = TIMEOUT_FORM, message = "idleTimeout" + TIMEOUT_RULE)
    private String idleTimeout;

    @Override
    public String getModel() {
        return model;
    }

    public void setModel(String value) {
        model = value;
    }

    @Override
    public String getConnection() {
        return connection;
    }

    public void setConnection(String value) {
        connection = value;
    }

    @Override
    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String value) {
        timeout = value;
    }

    @Override
    public String getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(String value) {
        connectTimeout = value;
    }

    @Override
    public String getResponseHeaderTimeout() {
        return responseHeaderTimeout;
    }

    public void setResponseHeaderTimeout(String value) {
        responseHeaderTimeout = value;
    }

    @Override
    public String getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(String value) {
        idleTimeout = value;
    }

    @Override
    public Object createConnectionFactory(ConnectionManager manager) throws ResourceException {
        limits();
        return new CciConnectionFactory(this, manager);
    }

    @Override
    public Object createConnectionFactory() throws ResourceException {
        return createConnectionFactory(new StandaloneConnectionManager());
    }

    @Override
    ConnectionHandle<?> open(InferenceManagedConnection managed) {
        return new CciConnection(managed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CciManagedConnectionFactory that
                && Objects.equals(model, that.model)
                && Objects.equals(connection, that.connection)
                && Objects.equals(timeout, that.timeout)
                && Objects.equals(connectTimeout, that.connectTimeout)
                && Objects.equals(responseHeaderTimeout, that.responseHeaderTimeout)
                && Objects.equals(idleTimeout, that.idleTimeout)
                && Objects.equals(getResourceAdapter(), that.getResourceAdapter());
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                model, connection, timeout, connectTimeout, responseHeaderTimeout, idleTimeout, getResourceAdapter());
    }
}
