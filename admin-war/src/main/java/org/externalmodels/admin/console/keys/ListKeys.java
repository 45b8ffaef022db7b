package org.externalmodels.admin.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.keys.ApplicationKeyDetail;
import org.externalmodels.registry.keys.ApplicationKeys;

/** The keys of applications, by name. Its state is its address. */
@Named
@RequestScoped
public class ListKeys {

    private static final int LINES = 100;

    @Inject
    private ApplicationKeys keys;

    private String search;
    private String after;
    private Slice<ApplicationKeyDetail> slice;

    public void load() {
        slice = keys.slice(Typed.text(search), LINES, Optional.ofNullable(Typed.orNull(after)));
    }

    /** Whether there is no key at all, as opposed to none that was looked for. */
    public boolean isNone() {
        return slice.items().isEmpty() && Typed.orNull(search) == null;
    }

    public List<ApplicationKeyDetail> getItems() {
        return slice.items();
    }

    /** The address of the next part, {@code null} if there is none. */
    public String getNext() {
        return slice.next()
                .map(place -> new Address()
                        .with("search", Typed.orNull(search))
                        .with("after", place)
                        .toString())
                .orElse(null);
    }

    /** The address of the first part. */
    public String getFirst() {
        return new Address().with("search", Typed.orNull(search)).toString();
    }

    /** A part of the names. */
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
