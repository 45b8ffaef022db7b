package org.externalmodels.connector.routing;

import org.externalmodels.inference.spi.ConnectionDefinition;

/** What calls can go over: a connection and how it does. */
public interface Lane {

    ConnectionDefinition definition();

    ConnectionHealth health();
}
