package org.externalmodels.admin.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.keys.ApplicationKeyDetail;
import org.externalmodels.registry.keys.ApplicationKeys;

/** The keys of applications, by name. */
@Named
@RequestScoped
public class ListKeys {

    private static final int LINES = 100;

    @Inject
    private ApplicationKeys keys;

    private String after;
    private Slice<ApplicationKeyDetail> slice;

    public void load() {
        slice = keys.slice(LINES, Optional.ofNullable(after).filter(text -> !text.isEmpty()));
    }

    public List<ApplicationKeyDetail> getItems() {
        return slice.items();
    }

    /** The address of the next part, {@code null} if there is none. */
    public String getNext() {
        return slice.next()
                .map(place -> new Address().with("after", place).toString())
                .orElse(null);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
