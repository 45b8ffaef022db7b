package org.externalmodels.connector.journal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where damage has been told of: what is at the end of a segment is come across again and again. Thread-safe. */
final class Damages {

    private final Set<Position> told = ConcurrentHashMap.newKeySet();

    /** Whether damage was not known yet; from now on it is. */
    boolean isNew(int segment, long offset) {
        return told.add(new Position(segment, offset));
    }

    void forget(int segment) {
        told.removeIf(place -> place.segment() == segment);
    }
}
