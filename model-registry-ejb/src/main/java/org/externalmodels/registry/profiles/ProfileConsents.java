package org.externalmodels.registry.profiles;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;

/** Lets the owner of an account say yes in a browser (RFC 6749 section 4.1), with state and code challenge. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
@TransactionManagement(TransactionManagementType.BEAN)
public class ProfileConsents {

    private static final long PATIENCE_SECONDS = 40;

    private final ConsentRecords records;
    private final ModelDirectory directory;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public ProfileConsents() {
        this(null, null, null);
    }

    @Inject
    public ProfileConsents(ConsentRecords records, ModelDirectory directory) {
        this.records = records;
        this.directory = directory;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public ProfileConsents(ConsentRecords records, ModelDirectory directory, Supplier<Actor> actor) {
        this.records = records;
        this.directory = directory;
        this.actor = actor;
    }

    /**
     * Begins.
     *
     * @param redirectUri where the browser comes back to
     * @return where to send the browser
     */
    public URI begin(String profileId, URI redirectUri) {
        return records.begin(actor.get(), profileId, redirectUri);
    }

    /**
     * Ends what {@link #begin} began: exchanges the code and stores the refresh token.
     *
     * @return the name of the profile
     * @throws RegistryException if the state is none of this user's, or with the words of the token endpoint
     */
    public String end(String state, String code) {
        ConsentRecords.Returned returned = records.take(actor.get(), state, code);
        return records.store(actor.get(), returned, redeemed(returned));
    }

    private Secret redeemed(ConsentRecords.Returned returned) {
        try {
            return directory
                    .redeem(returned.client(), returned.code())
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InferenceException refused) {
                throw RegistryException.invalid("code", "was not accepted: " + refused.getMessage());
            }
            throw RegistryException.invalid("code", "could not be exchanged in " + PATIENCE_SECONDS + " seconds");
        }
    }
}
