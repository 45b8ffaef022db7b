package org.externalmodels.admin.api;

import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;

/** Writes that are for one version only. */
final class Preconditions {

    private Preconditions() {}

    /** With If-Match a version that has passed is a failed precondition; without, a conflict. */
    static void run(String ifMatch, Runnable write) {
        try {
            write.run();
        } catch (RegistryException refused) {
            if (refused.reason() == Reason.STALE && ifMatch != null) {
                throw new ApiException(412, refused.getMessage());
            }
            throw refused;
        }
    }
}
