package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
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
    private ListPrice set;
    private String id;

    /**
     * Sets it for a model that was added, from then on. Of a draft that becomes one of another model the price does so too.
     *
     * @return what to tell of it, empty if nothing changed
     */
    String give(String modelId, ListPrice listed) {
        ListPrice price = taken && user.isAdmin() ? listed : null;
        if (Objects.equals(price, set)) {
            return "";
        }
        Problems unset = Attempt.at(() -> replace(modelId, price));
        if (unset.any()) {
            Notices.refused("The price of the list is not set: " + unset.headline());
            return "";
        }
        set = price;
        return price == null ? " It has no price any more." : " Its price is that of the list.";
    }

    private void replace(String modelId, ListPrice price) {
        if (id != null) {
            prices.delete(id, null);
            id = null;
            set = null;
        }
        if (price != null) {
            id = prices.add(new PriceGiven(
                    modelId,
                    Optional.empty(),
                    Instant.now().truncatedTo(ChronoUnit.MINUTES),
                    price.currency(),
                    price.rates()));
        }
    }

    public boolean isTaken() {
        return taken;
    }

    public void setTaken(boolean taken) {
        this.taken = taken;
    }
}
