package org.externalmodels.admin.console;

import jakarta.ejb.EJBException;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.RegistryException;

/** What a button does: it is done, or it is said why not. */
public final class Attempt {

    private static final String OUTAGE =
            "The registry's database cannot be reached at the moment, so nothing was changed. Try again in a while.";

    private Attempt() {}

    /** Does it; what the registry refuses comes back as problems. */
    public static Problems at(Runnable work) {
        try {
            work.run();
            return Problems.NONE;
        } catch (RegistryException refused) {
            return Problems.of(refused);
        } catch (EJBException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                return Problems.of(OUTAGE);
            }
            throw failure;
        }
    }

    /** Does it, and tells the user at the top of the page how it went. */
    public static boolean told(String done, Runnable work) {
        Problems problems = at(work);
        if (problems.any()) {
            Notices.refused(problems.headline());
        } else {
            Notices.done(done);
        }
        return !problems.any();
    }
}
