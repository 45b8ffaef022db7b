package org.externalmodels.connector.engine;

import java.util.Optional;
import org.externalmodels.connector.cache.ResponseCache;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.SignOn;

/** Which models there are for a call. */
interface Routing {

    /**
     * Finds the model of a name, or fails.
     *
     * @param connection that is asked for
     */
    Route find(String model, Optional<String> connection);

    /** Finds the model that a call is for, or fails. */
    default Route find(CallTarget target) {
        return find(target.model(), target.connection());
    }

    /** Finds a model that may answer in another one's place; empty if it cannot. */
    Optional<Route> standIn(String model);

    /** Where answers are that may be given again. */
    ResponseCache cache();

    /** What the passwords are with which callers sign on. */
    default SignOn signOn() {
        return SignOn.NONE;
    }

    /** What attempts are held against. */
    CallAdmission admission();

    /** Refuses a model that must not be called. */
    void admit(Route route);
}
