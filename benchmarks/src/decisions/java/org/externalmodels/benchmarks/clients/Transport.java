package org.externalmodels.benchmarks.clients;

import java.io.Closeable;

/** A blocking chat call, the way the adapter's blocking call would make it. Thread-safe. */
interface Transport extends Closeable {

    /** Sends the body and returns how many bytes came back. */
    int call(byte[] body) throws Exception;
}
