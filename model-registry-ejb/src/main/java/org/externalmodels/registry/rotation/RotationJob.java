package org.externalmodels.registry.rotation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.secrets.OpenVault;

/**
 * Goes through the stored secrets after each change of the key and after each start, so that a crash in between costs
 * nothing but time. Looks again from time to time: another server may have used an older key a moment longer. Run by one
 * thread at a time.
 */
@ApplicationScoped
public class RotationJob {

    private static final Logger LOG = System.getLogger(RotationJob.class.getName());
    private static final Duration AT_A_TIME = Duration.ofMillis(500);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final OpenVault vault;
    private final Reencryption reencryption;
    private long primary;
    private String after = "";
    private Instant next = Instant.MIN;
    private boolean failing;

    protected RotationJob() {
        this(null, null);
    }

    @Inject
    public RotationJob(OpenVault vault, Reencryption reencryption) {
        this.vault = vault;
        this.reencryption = reencryption;
    }

    /** Goes on for a moment. Ends well whatever happens: a failed job would not recur. */
    public synchronized void step() {
        if (!vault.isOpen()) {
            return;
        }
        try {
            vault.get().refresh();
            goOn();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                failing = true;
                LOG.log(
                        Level.WARNING,
                        "Stored secrets cannot be encrypted anew at the moment, and will be: {0}",
                        DatabaseFailure.reason(failure));
            }
        }
    }

    private void goOn() {
        if (vault.get().primaryKeyId() != primary) {
            primary = vault.get().primaryKeyId();
            after = "";
            next = Instant.MIN;
        }
        Instant start = Instant.now();
        while (!Instant.now().isBefore(next) && Instant.now().isBefore(start.plus(AT_A_TIME))) {
            Optional<String> last = reencryption.chunk(after);
            after = last.orElse("");
            if (last.isEmpty()) {
                next = Instant.now().plus(BETWEEN);
            }
        }
    }
}
