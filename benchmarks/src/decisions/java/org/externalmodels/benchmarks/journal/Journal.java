package org.externalmodels.benchmarks.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** What the adapter needs of a journal; each candidate is put behind it in the way that suits it best. Thread-safe. */
interface Journal extends Closeable {

    /** Returns when the record is handed to the operating system. */
    void append(byte[] record) throws IOException;

    /** Hands over every record appended so far and not released, while appends may go on. Returns how many. */
    long read(Consumer<byte[]> sink) throws IOException;

    /** Frees the space of everything that was read. */
    void release() throws IOException;
}
