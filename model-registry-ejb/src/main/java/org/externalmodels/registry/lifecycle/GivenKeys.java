package org.externalmodels.registry.lifecycle;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Model;

/** The keys that connections come with, as the audit log has them if they are refused. */
public final class GivenKeys {

    private static final String ADDITION = "connection.addition-refused";
    private static final String ROTATION = "connection.rotation-refused";

    private GivenKeys() {}

    /** Those of connections that a model has not yet, nor need it be there itself. */
    public static List<GivenSecret> ofNew(String model, List<GivenConnection> connections) {
        return connections.stream()
                .flatMap(given -> ofNew(model, given).stream())
                .toList();
    }

    /** The key of one connection that is new. */
    public static List<GivenSecret> ofNew(String model, GivenConnection given) {
        return given(ADDITION, AuditTarget.refused("connection", model + "/" + given.name()), given.apiKey());
    }

    /** A new key of a connection. */
    public static List<GivenSecret> of(Model model, Connection connection, Optional<Secret> key) {
        return given(ROTATION, AuditTarget.of(model, connection), key);
    }

    /** New keys of connections that a model should have. */
    static List<GivenSecret> of(Model model, List<Connection> there, List<GivenConnection> given) {
        return given.stream()
                .flatMap(one -> given(ROTATION, target(model, there, one.name()), one.apiKey()).stream())
                .toList();
    }

    private static AuditTarget target(Model model, List<Connection> there, String name) {
        return there.stream()
                .filter(connection -> connection.isNamed(name))
                .findFirst()
                .map(connection -> AuditTarget.of(model, connection))
                .orElseGet(() -> AuditTarget.refused("connection", model.name() + "/" + name));
    }

    private static List<GivenSecret> given(String refused, AuditTarget target, Optional<Secret> key) {
        return key.map(value -> new GivenSecret(refused, target, List.of(value))).stream()
                .toList();
    }
}
