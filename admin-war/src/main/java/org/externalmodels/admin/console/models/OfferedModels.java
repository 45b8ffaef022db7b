package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.providers.Provider;
import org.externalmodels.registry.providers.ProviderModel;
import org.externalmodels.registry.providers.Providers;

/** The models that a provider offers: those of the list that is shipped, until the provider itself is asked. */
public final class OfferedModels implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The shipped lists are shorter; of a provider's own list nobody reads more. */
    private static final int MOST = 500;

    private List<ModelOffer> all = List.of();
    private boolean refreshed;
    private Problems problems = Problems.NONE;

    void take(Providers providers, String provider, Choices words) {
        take(
                providers
                        .models(provider, Optional.empty(), MOST, Optional.empty())
                        .items(),
                words);
    }

    private void take(List<ProviderModel> models, Choices words) {
        all = models.stream()
                .limit(MOST)
                .map(model -> ModelOffer.of(model, words))
                .toList();
    }

    /** Asks the provider itself which there are. */
    void refresh(Providers providers, Provider provider, ConnectionForm connection, Choices words) {
        problems = Attempt.at(() -> {
            take(providers.refresh(provider.id(), connection.credentials()), words);
            refreshed = true;
        });
        if (!problems.any()) {
            Notices.done(provider.displayName() + " lists " + all.size() + " models for this key.");
        }
    }

    /** A model's line, as far as it is known. */
    ModelOffer named(String id) {
        return all.stream()
                .filter(offer -> offer.id().equals(id))
                .findFirst()
                .orElse(ModelOffer.unknown(String.valueOf(id)));
    }

    public List<ModelOffer> getAll() {
        return all;
    }

    /** Whether they are those that the provider told. */
    public boolean isRefreshed() {
        return refreshed;
    }

    /** Why the provider did not tell. */
    public Problems getProblems() {
        return problems;
    }
}
