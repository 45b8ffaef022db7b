package org.externalmodels.registry.publication;

import org.externalmodels.inference.spi.DirectoryChange;

/**
 * A change that the adapter hears of once it is committed.
 *
 * @param change from the stamp before to the stamp after
 */
public record ModelsChanged(DirectoryChange change) {

    /** Definitions hold secrets, so nothing of them is shown. */
    @Override
    public String toString() {
        return "ModelsChanged[" + change.version() + "]";
    }
}
