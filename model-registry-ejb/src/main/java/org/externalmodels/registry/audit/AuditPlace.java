package org.externalmodels.registry.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.externalmodels.registry.DatabaseTime;
import org.externalmodels.registry.RegistryException;

/** A place in the audit log. */
record AuditPlace(Instant time, long id) {

    static AuditPlace parse(String text) {
        int separator = text.indexOf('_');
        try {
            AuditPlace place = new AuditPlace(
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
        return time + "_" + id;
    }
}
