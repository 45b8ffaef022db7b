package org.externalmodels.registry.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.externalmodels.registry.RegistryException;

/** A place in the audit log. */
record AuditPlace(Instant time, long id) {

    static AuditPlace parse(String text) {
        int separator = text.indexOf('_');
        try {
            return new AuditPlace(
                    Instant.parse(text.substring(0, Math.max(separator, 0))),
                    Long.parseLong(text.substring(separator + 1)));
        } catch (DateTimeParseException | NumberFormatException malformed) {
            throw RegistryException.foreignPlace();
        }
    }

    @Override
    public String toString() {
        return time + "_" + id;
    }
}
