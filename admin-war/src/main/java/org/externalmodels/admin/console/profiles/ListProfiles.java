package org.externalmodels.admin.console.profiles;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileSummary;

/** The list of authorization profiles. Its state is its address. */
@Named
@RequestScoped
public class ListProfiles {

    private static final int LINES = 50;

    @Inject
    private ProfileCatalog catalog;

    private String search;
    private String after;
    private Slice<ProfileSummary> found;

    /** Takes the part of the list that the address stands for. */
    public void load() {
        found = catalog.slice(Typed.text(search), LINES, Optional.ofNullable(after));
    }

    public List<ProfileSummary> getLines() {
        return found.items();
    }

    /** Whether there is no profile at all, as opposed to none that was looked for. */
    public boolean isNone() {
        return found.items().isEmpty() && search == null && after == null;
    }

    /** The address of the next part, empty if this is the last. */
    public String getNext() {
        return found.next()
                .map(next ->
                        new Address().with("search", search).with("after", next).toString())
                .orElse("");
    }

    /** The address of the first part. */
    public String getFirst() {
        return new Address().with("search", search).toString();
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
