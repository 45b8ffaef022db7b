package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.billing.PriceGiven;
import org.externalmodels.registry.billing.PriceList;
import org.externalmodels.registry.providers.ListPrice;
import org.omnifaces.cdi.ViewScoped;

/** The price of a provider's list, which a new model takes over unless its user may set none or wants none. */
@Named
@ViewScoped
public class ListedPrice implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private PriceList prices;

    @Inject
    private SignedInUser user;

    private boolean taken = true;

    /** Sets it for a model that was added, from now on, and tells whether the model has it. */
    boolean give(String modelId, ListPrice price) {
        if (price == null || !taken || !user.isAdmin()) {
            return false;
        }
        Problems unset = Attempt.at(() -> prices.add(new PriceGiven(
                modelId,
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                price.currency(),
                price.rates())));
        if (unset.any()) {
            Notices.refused("The model is added without a price: " + unset.headline());
        }
        return !unset.any();
    }

    public boolean isTaken() {
        return taken;
    }

    public void setTaken(boolean taken) {
        this.taken = taken;
    }
}
