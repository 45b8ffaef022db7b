package org.externalmodels.registry.keys;

import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.SignOn;

/** Applications that sign on to a connection factory with their application key are who they are over HTTP. */
record KeySignOn(KeyRing ring) implements SignOn {

    @Override
    public Optional<Key> key(Secret password) {
        String presented = password.reveal();
        if (!KeyText.isPossible(presented)) {
            return Optional.empty();
        }
        KeyVerdict verdict = ring.check(presented);
        if (verdict instanceof KeyVerdict.Accepted accepted) {
            if (accepted.scope().permits(WayIn.CONNECTION_FACTORIES)) {
                return Optional.of(new Opening(accepted));
            }
            throw refused("The application key '" + accepted.name() + "' is not for connection factories.");
        }
        throw refused(
                verdict instanceof KeyVerdict.Refused refused
                        ? refused.why()
                        : verdict instanceof KeyVerdict.NotLoaded
                                ? "This server cannot look this application key up at the moment."
                                : "There is no such application key on this server.");
    }

    private static InferenceException refused(String why) {
        return new InferenceException(FailureCode.AUTHENTICATION_FAILED, "the caller's sign-on was refused: " + why);
    }

    private record Opening(KeyVerdict.Accepted key) implements Key {
        @Override
        public String name() {
            return key.name();
        }

        @Override
        public boolean permits(String model) {
            return key.scope().permits(model);
        }

        @Override
        public boolean permits(String model, String connection) {
            return key.scope().permits(model, connection);
        }
    }
}
