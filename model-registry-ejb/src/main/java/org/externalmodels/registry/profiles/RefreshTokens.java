package org.externalmodels.registry.profiles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.DatabaseFailure;

/**
 * Keeps refresh tokens that token endpoints replace: the old one may be of no more use, to other servers and after a
 * restart. Hears of them on the adapter's threads and stores them on the server's. Thread-safe.
 */
@ApplicationScoped
public class RefreshTokens implements CallObserver {

    private static final Logger LOG = System.getLogger(RefreshTokens.class.getName());

    private final ConsentRecords records;
    private final Map<String, Secret> waiting = new ConcurrentHashMap<>();
    private volatile boolean failing;

    protected RefreshTokens() {
        this(null);
    }

    @Inject
    public RefreshTokens(ConsentRecords records) {
        this.records = records;
    }

    @Override
    public Observation started(Start start) {
        return Observation.NONE;
    }

    @Override
    public void refreshTokenReplaced(String profileId, Secret old, Secret replacement) {
        waiting.put(profileId, replacement);
    }

    /** Stores what has come. Ends well whatever happens: what could not be stored waits for the next time. */
    public void store() {
        waiting.forEach((profile, token) -> {
            try {
                records.replace(profile, token);
                waiting.remove(profile, token);
                failing = false;
            } catch (RuntimeException failure) {
                if (!failing) {
                    failing = true;
                    LOG.log(
                            Level.WARNING,
                            "A new refresh token cannot be stored at the moment, and will be: {0}",
                            DatabaseFailure.reason(failure));
                }
            }
        });
    }
}
