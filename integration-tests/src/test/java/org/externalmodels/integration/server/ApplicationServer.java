package org.externalmodels.integration.server;

import java.net.URI;
import java.nio.file.Path;

/** A real server of some make, in a process and a folder of its own, on ports of the loopback interface that it keeps when it restarts. */
public interface ApplicationServer extends AutoCloseable {

    URI uri(String path);

    /** Starts the process and waits until it serves. */
    void start();

    void stop();

    /** Ends the process as {@code kill -9} does. */
    void kill();

    /** The folder of what the product keeps. */
    Path data();

    /** Everything that the server has written for an operator to read. */
    String logs();

    @Override
    void close();
}
