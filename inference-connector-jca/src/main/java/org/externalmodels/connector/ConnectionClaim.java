package org.externalmodels.connector;

import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import javax.security.auth.Subject;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Secret;

/**
 * What a connection is asked for, and what a managed connection was made for.
 *
 * @param model the registered name, {@code null} if each call names it
 * @param connection the connection's name, {@code null} for any
 * @param credential the user name under which the container signed on, {@code null} if it did not
 * @param password with which it signed on, {@code null} if it did not
 */
record ConnectionClaim(String model, String connection, String credential, Secret password)
        implements ConnectionRequestInfo {

    /** Asks for nothing in particular. */
    static final ConnectionClaim ANY = new ConnectionClaim(null, null, null);

    ConnectionClaim {
        model = emptyIsNone(model);
        connection = emptyIsNone(connection);
    }

    ConnectionClaim(String model, String connection, String credential) {
        this(model, connection, credential, null);
    }

    /** The same for who signs on to a factory, if anybody does. */
    ConnectionClaim signedOnBy(Subject subject, ManagedConnectionFactory factory) {
        if (subject == null) {
            return this;
        }
        for (PasswordCredential signOn : subject.getPrivateCredentials(PasswordCredential.class)) {
            if (factory.equals(signOn.getManagedConnectionFactory())) {
                return signedOnAs(signOn);
            }
        }
        return this;
    }

    private ConnectionClaim signedOnAs(PasswordCredential signOn) {
        char[] word = signOn.getPassword();
        return signOn.getUserName() == null
                ? this
                : new ConnectionClaim(
                        model, connection, signOn.getUserName(), word == null ? null : Secret.of(new String(word)));
    }

    /** Who calls, where that is known better than by who took the handle. */
    CallOrigin caller(CallOrigin taker) {
        return credential == null ? taker : taker.withCaller(credential);
    }

    /**
     * What is meant where somebody closer to the call names something too. Who names a model names its connection as well,
     * since another model's connections are others; who names only a connection means one of this claim's model.
     */
    ConnectionClaim orAskedFor(String closerModel, String closerConnection) {
        if (emptyIsNone(closerModel) != null) {
            return new ConnectionClaim(closerModel, closerConnection, credential, password);
        }
        if (emptyIsNone(closerConnection) != null) {
            return new ConnectionClaim(model, closerConnection, credential, password);
        }
        return this;
    }

    /** Consoles and descriptors cannot say null; they leave a field empty. */
    private static String emptyIsNone(String name) {
        return name == null || name.isEmpty() ? null : name;
    }
}
