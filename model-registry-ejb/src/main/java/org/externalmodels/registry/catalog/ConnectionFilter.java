package org.externalmodels.registry.catalog;

import java.util.Optional;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.definition.Definition;

/**
 * Which connections to list; empty means all.
 *
 * @param search part of the name, without regard to case
 * @param status how it is with them
 * @param verification what is known of their credentials
 */
public record ConnectionFilter(
        Optional<String> search, Optional<ConnectionStatus> status, Optional<Verification> verification) {

    /** All connections. */
    public static final ConnectionFilter ALL =
            new ConnectionFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public ConnectionFilter {
        search = search.map(String::strip).filter(text -> !text.isEmpty());
    }

    boolean takes(ConnectionDetail connection) {
        return search.map(Definition::nameKey)
                        .map(text -> Definition.nameKey(connection.name()).contains(text))
                        .orElse(true)
                && status.map(wanted -> connection.status() == wanted).orElse(true)
                && verification
                        .map(wanted -> connection.verification() == wanted)
                        .orElse(true);
    }
}
