package org.externalmodels.registry.traces;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.externalmodels.registry.DatabaseTime;
import org.externalmodels.registry.RegistryException;

/** A place in the list of traces. */
record TracePlace(Instant time, long row) {

    static TracePlace of(TraceItem item) {
        return new TracePlace(item.time(), item.row());
    }

    static TracePlace parse(String text) {
        int separator = text.indexOf('_');
        try {
            TracePlace place = new TracePlace(
                    Instant.parse(text.substring(0, Math.max(separator, 0))),
                    Long.parseLong(text.substring(separator + 1)));
            if (DatabaseTime.fits(place.time())) {
                return place;
            }
        } catch (DateTimeParseException | NumberFormatException malformed) {
            // Falls through to the same answer.
        }
        throw RegistryException.foreignPlace();
    }

    @Override
    public String toString() {
        return time + "_" + row;
    }
}
