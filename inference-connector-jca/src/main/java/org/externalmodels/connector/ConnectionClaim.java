package org.externalmodels.connector;

import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import javax.security.auth.Subject;

/**
 * What a connection is asked for, and what a managed connection was made for.
 *
 * @param model the registered name, {@code null} if each call names it
 * @param connection the connection's name, {@code null} for any
 * @param credential the user name under which the container signed on, {@code null} if it did not
 */
record ConnectionClaim(String model, String connection, String credential) implements ConnectionRequestInfo {

    /** Asks for nothing in particular. */
    static final ConnectionClaim ANY = new ConnectionClaim(null, null, null);

    ConnectionClaim {
        model = emptyIsNone(model);
        connection = emptyIsNone(connection);
    }

    ConnectionClaim signedOnAs(String userName) {
        return userName == null ? this : new ConnectionClaim(model, connection, userName);
    }

    /**
     * What is meant where somebody closer to the call names something too. Who names a model names its connection as well,
     * since another model's connections are others; who names only a connection means one of this claim's model.
     */
    ConnectionClaim orAskedFor(String closerModel, String closerConnection) {
        if (emptyIsNone(closerModel) != null) {
            return new ConnectionClaim(closerModel, closerConnection, credential);
        }
        if (emptyIsNone(closerConnection) != null) {
            return new ConnectionClaim(model, closerConnection, credential);
        }
        return this;
    }

    /** The name under which a subject signs on to a factory, {@code null} if it does not. */
    static String userName(Subject subject, ManagedConnectionFactory factory) {
        if (subject == null) {
            return null;
        }
        for (PasswordCredential credential : subject.getPrivateCredentials(PasswordCredential.class)) {
            if (factory.equals(credential.getManagedConnectionFactory())) {
                return credential.getUserName();
            }
        }
        return null;
    }

    /** Consoles and descriptors cannot say null; they leave a field empty. */
    private static String emptyIsNone(String name) {
        return name == null || name.isEmpty() ? null : name;
    }
}
