package org.externalmodels.admin.console;

import java.io.Serializable;
import java.util.Optional;
import org.externalmodels.registry.Slice;

/**
 * A list of what has a text in it, shown part by part.
 *
 * @param <T> what the registry has
 * @param <L> a line for it
 */
public abstract class SearchedLines<T, L extends Serializable> extends PagedLines<T, L> {

    private static final long serialVersionUID = 1L;

    private String search;

    /**
     * Reads a page of what is looked for.
     *
     * @param wanted part of what is seen of a line; empty for every line
     */
    protected abstract Slice<T> slice(Optional<String> wanted, int limit, Optional<String> after);

    @Override
    protected Slice<T> slice(int limit, Optional<String> after) {
        return slice(Typed.text(search), limit, after);
    }

    @Override
    protected Address address() {
        return new Address().with("search", Typed.orNull(search));
    }

    /** Whether there is nothing at all, as opposed to nothing that was looked for, on a later page or that can be shown. */
    public boolean isNone() {
        return getLines().isEmpty()
                && getFailure().isEmpty()
                && Typed.orNull(search) == null
                && Typed.orNull(getAfter()) == null;
    }

    /** What is looked for. */
    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }
}
