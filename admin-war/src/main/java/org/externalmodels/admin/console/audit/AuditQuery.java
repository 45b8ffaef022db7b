package org.externalmodels.admin.console.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.registry.audit.AuditFilter;

/**
 * Which part of the audit log an address stands for; {@code null} is everything.
 *
 * @param actor who did it
 * @param action what was done, or to what kind of thing
 * @param name part of the name of what it was done to
 * @param text part of what was before or after
 * @param period when
 */
public record AuditQuery(String actor, String action, String name, String text, Period period) {

    public AuditQuery {
        actor = Typed.orNull(actor);
        action = Typed.orNull(action);
        name = Typed.orNull(name);
        text = Typed.orNull(text);
    }

    AuditFilter filter(ZoneId zone, Instant now) {
        Period.Bounds bounds = period.bounds(zone, now);
        return new AuditFilter(
                Optional.ofNullable(actor),
                Optional.ofNullable(action),
                Optional.empty(),
                Optional.ofNullable(name),
                bounds.begin(),
                bounds.end(),
                Optional.ofNullable(text));
    }

    /** The address of the same entries. */
    public String address() {
        return after(null);
    }

    /** The address of these entries from where another part ended, {@code null} for the newest. */
    public String after(String place) {
        return in(period).with("after", place).toString();
    }

    /** The address of the same at any time. */
    public String ever() {
        return in(new Period(Period.ALL, null, null)).toString();
    }

    private Address in(Period at) {
        return at.in(new Address()
                .with("actor", actor)
                .with("action", action)
                .with("name", name)
                .with("text", text));
    }

    /** Whether any entry may be left out, but for its time. */
    public boolean narrowed() {
        return actor != null || action != null || name != null || text != null;
    }
}
