package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileSummary;

/** Names of authorization profiles, to choose from while typing. Asked for once in a request. */
@Named
@RequestScoped
public class SuggestedProfiles {

    private static final int MOST = 50;

    @Inject
    private ProfileCatalog catalog;

    private Optional<String> part = Optional.empty();
    private List<String> names;

    /** Those that have what was typed in their names. */
    public List<String> like(String typed) {
        Optional<String> wanted = Typed.text(typed);
        if (names == null || !wanted.equals(part)) {
            part = wanted;
            names = catalog.slice(wanted, MOST, Optional.empty()).items().stream()
                    .map(ProfileSummary::name)
                    .toList();
        }
        return names;
    }
}
