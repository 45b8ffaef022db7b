package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.FormProblems;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.providers.CheckResult;
import org.externalmodels.registry.providers.ProviderCredentials;
import org.externalmodels.registry.providers.Providers;

/** What a provider said of credentials that are not stored yet. It holds for these credentials and this model only. */
final class CredentialsCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    private Problems problems = Problems.NONE;
    private CheckReport report;
    private String model;
    private transient ProviderCredentials credentials;

    /** What was checked before it was stored is checked once more as it is stored, so that the connection shows it. */
    static void repeat(ConnectionChecks checks, ModelCatalog catalog, String modelId) {
        Problems unnoted =
                Attempt.at(() -> catalog.connections(modelId).forEach(stored -> checks.check(modelId, stored.id())));
        if (unnoted.any()) {
            Notices.refused("The connection is stored unverified: " + unnoted.headline());
        }
    }

    /** Forgets what was said. */
    void clear() {
        report = null;
        problems = Problems.NONE;
    }

    /** Asks a provider what it says of credentials as they are typed; what is wrong with their fields is told beside these. */
    void ask(Providers providers, String provider, ConnectionForm typed, String ofModel, FormProblems ofForm) {
        clear();
        problems = Attempt.at(() -> {
            ProviderCredentials asked = typed.credentials();
            note(asked, ofModel, providers.check(provider, asked, ofModel));
        });
        if (!problems.all().isEmpty()) {
            ofForm.follow(ConnectionForm.FIRST, problems.in(ConnectionForm.FIRST));
        }
    }

    /** Why the provider was not asked. */
    Problems problems() {
        return problems;
    }

    /** Notes what the provider said. */
    void note(ProviderCredentials asked, String ofModel, CheckResult said) {
        report = CheckReport.of(said);
        credentials = asked;
        model = ofModel;
    }

    /** What was said of what is typed now; {@code null} if nobody asked about exactly that. */
    CheckReport of(ConnectionForm typed, String ofModel) {
        boolean same = report != null
                && Objects.equals(model, ofModel)
                && readable(typed).filter(now -> now.equals(credentials)).isPresent();
        return same ? report : null;
    }

    private static Optional<ProviderCredentials> readable(ConnectionForm typed) {
        try {
            return Optional.of(typed.credentials());
        } catch (RegistryException unreadable) {
            return Optional.empty();
        }
    }
}
