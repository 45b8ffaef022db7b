package org.externalmodels.connector.engine;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.externalmodels.connector.authentication.Authenticator;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.authentication.StaticCredentials;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.routing.ConnectionHealth;
import org.externalmodels.connector.routing.Lane;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.NameKey;

/**
 * The way to a provider over one connection, ready to be gone.
 *
 * @param definition of the connection
 * @param addresses of the operations, with credentials in the query, if they belong there
 * @param headers all that is sent with JSON and never changes, secret ones included
 * @param authenticator adds what changes
 * @param fixedMasking of everything secret in what never changes
 * @param health how it does
 */
record ConnectionRoute(
        ConnectionDefinition definition,
        Map<Operation, URI> addresses,
        List<Header> headers,
        Authenticator authenticator,
        Masking fixedMasking,
        ConnectionHealth health)
        implements Lane {

    private static final String CONTENT_TYPE = "Content-Type";

    String name() {
        return definition.name();
    }

    boolean isCalled(String other) {
        return name().equals(other) || NameKey.of(name()).equals(NameKey.of(other));
    }

    URI address(Operation operation) {
        return addresses.get(operation);
    }

    /** Of all that is secret now. */
    Masking masking() {
        return masking(secrets());
    }

    /** Of all that never changes, and of what {@link #secrets} once said. */
    Masking masking(List<String> secrets) {
        return secrets.isEmpty() ? fixedMasking : fixedMasking.with(secrets);
    }

    /** What is secret now and may be something else later. */
    List<String> secrets() {
        return isFixed() ? List.of() : authenticator.secrets();
    }

    /** All that is sent with a body, once the authenticator is ready. */
    List<Header> headers(Operation operation, Payload payload) {
        List<Header> typed = typed(payload);
        if (isFixed()) {
            return typed;
        }
        List<Header> made = authenticator.headers(address(operation), typed, payload.bytes());
        List<Header> all = new ArrayList<>(typed);
        all.removeIf(header -> made.stream().anyMatch(own -> own.name().equalsIgnoreCase(header.name())));
        all.addAll(made);
        return all;
    }

    private boolean isFixed() {
        return authenticator instanceof StaticCredentials;
    }

    /** What is not JSON says itself what it is, whatever the administrator wrote. */
    private List<Header> typed(Payload payload) {
        if (payload.contentType().equals(Payload.JSON)) {
            return headers;
        }
        List<Header> other = new ArrayList<>(headers);
        other.removeIf(header -> header.name().equalsIgnoreCase(CONTENT_TYPE));
        other.add(new Header(CONTENT_TYPE, payload.contentType()));
        return other;
    }

    @Override
    public String toString() {
        return "ConnectionRoute[" + name() + "]";
    }
}
