package org.externalmodels.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.json.Json;

/**
 * Records who signs in. Each request to the management API does, so that one after another of the same user from the same
 * place is one sign-in; and of failures beyond a hundred a minute only the number is kept, or guessing would fill the
 * database. Thread-safe.
 */
@ApplicationScoped
public class SignIns {

    private static final Logger LOG = System.getLogger(SignIns.class.getName());

    /** As long as the console's sessions. */
    private static final Duration ONE_SIGN_IN = Duration.ofMinutes(30);

    private static final int REMEMBERED = 10_000;
    private static final int FAILURES_A_MINUTE = 100;

    private final AuditNotes notes;
    private final Clock clock;
    private final Map<String, Instant> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Instant minute = Instant.MIN;
    private int failures;
    private int unrecorded;

    protected SignIns() {
        this(null);
    }

    @Inject
    public SignIns(AuditNotes notes) {
        this(notes, Clock.systemUTC());
    }

    /** With a clock of one's own. */
    public SignIns(AuditNotes notes, Clock clock) {
        this.notes = notes;
        this.clock = clock;
    }

    /** Somebody signed in to the console. */
    public void console(String user) {
        record("user.signed-in", user, "console", 0);
    }

    /** Somebody left the console. */
    public void left(String user) {
        record("user.signed-out", user, "console", 0);
    }

    /** A request to the management API brought good credentials. */
    public void api(String user, String address) {
        Instant now = clock.instant();
        synchronized (this) {
            Instant last = known.get(user + "\n" + address);
            if (last != null && last.plus(ONE_SIGN_IN).isAfter(now)) {
                return;
            }
            known.put(user + "\n" + address, now);
        }
        record("user.signed-in", user, "api", 0);
    }

    /** Somebody was refused. */
    public void refused(String user, String way) {
        int before;
        synchronized (this) {
            Instant now = clock.instant();
            if (minute.plusSeconds(60).isBefore(now)) {
                minute = now;
                failures = 0;
            }
            failures++;
            if (failures > FAILURES_A_MINUTE) {
                unrecorded++;
                return;
            }
            before = unrecorded;
            unrecorded = 0;
        }
        record("user.sign-in-refused", user, way, before);
    }

    private void record(String action, String user, String way, int unrecordedBefore) {
        String name = DatabaseText.fits(user) ? user : "(a name that is none)";
        String shown = name.length() > 200 ? name.substring(0, 200) : name;
        JsonObject details = unrecordedBefore == 0
                ? Json.createObjectBuilder().add("way", way).build()
                : Json.createObjectBuilder()
                        .add("way", way)
                        .add("unrecordedBefore", unrecordedBefore)
                        .build();
        try {
            notes.record(new Actor(shown, false), action, new AuditTarget("user", "user", shown), null, details);
        } catch (RuntimeException lost) {
            LOG.log(
                    Level.WARNING,
                    "{0} of {1} could not be recorded: {2}",
                    action,
                    shown,
                    DatabaseFailure.reason(lost));
        }
    }
}
