package org.externalmodels.connector.submission;

/** A submission with what it asks, as it is kept. */
final class Submitted {

    private final Entry entry;
    private final byte[] request;

    /** The request is not copied. */
    Submitted(Entry entry, byte[] request) {
        this.entry = entry;
        this.request = request;
    }

    Entry entry() {
        return entry;
    }

    byte[] request() {
        return request;
    }
}
