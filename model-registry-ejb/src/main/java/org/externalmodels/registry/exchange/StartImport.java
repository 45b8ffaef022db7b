package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;

/** The import that the product makes by itself when it starts. */
@ApplicationScoped
@OwnTransaction
public class StartImport {

    private final Importing importing;

    protected StartImport() {
        this(null);
    }

    @Inject
    public StartImport(Importing importing) {
        this.importing = importing;
    }

    /**
     * Imports a document.
     *
     * @throws RegistryException with all problems; then nothing is done
     */
    public ImportResult run(String text) {
        ImportResult result = importing.run(Actor.SYSTEM, text, false);
        if (!result.problems().isEmpty()) {
            throw RegistryException.invalid(result.problems());
        }
        return result.kept(true);
    }
}
