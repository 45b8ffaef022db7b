package org.externalmodels.registry.profiles;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;

/** Tries a profile: fetches a token or assumes the role with the code of every call, and shows what would be sent. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
@TransactionManagement(TransactionManagementType.BEAN)
public class ProfileTests {

    /** Longer than any one request to a token endpoint takes; others may be before it. */
    private static final long PATIENCE_SECONDS = 40;

    private final ProfileTestPreparation preparation;
    private final ModelDirectory directory;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public ProfileTests() {
        this(null, null, null);
    }

    @Inject
    public ProfileTests(ProfileTestPreparation preparation, ModelDirectory directory) {
        this.preparation = preparation;
        this.directory = directory;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public ProfileTests(ProfileTestPreparation preparation, ModelDirectory directory, Supplier<Actor> actor) {
        this.preparation = preparation;
        this.directory = directory;
        this.actor = actor;
    }

    /**
     * Tries a profile.
     *
     * @throws org.externalmodels.registry.RegistryException if there is nothing yet that could be tried
     */
    public ProfileTestResult test(String id) {
        Authentication authentication = preparation.prepare(actor.get(), id);
        long start = System.nanoTime();
        try {
            var check = directory
                    .authenticate(authentication)
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return ProfileTestResult.worked(check, millisSince(start));
        } catch (CompletionException failed) {
            InferenceException why = failed.getCause() instanceof InferenceException known
                    ? known
                    : InferenceException.of(FailureCode.TIMEOUT, "Nothing came in " + PATIENCE_SECONDS + " seconds")
                            .cause(failed.getCause())
                            .build();
            return ProfileTestResult.failed(why, millisSince(start));
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
