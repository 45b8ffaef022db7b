package org.externalmodels.integration.server;

import java.net.URI;

/** A real server of some make, in a process and a folder of its own, on ports of the loopback interface that it keeps when it restarts. */
public interface ApplicationServer extends AutoCloseable {

    URI uri(String path);

    /** Starts the process and waits until it serves. */
    void start();

    void stop();

    /** Ends the process as {@code kill -9} does. */
    void kill();

    /** Everything that the server has written for an operator to read. */
    String logs();

    @Override
    void close();
}
