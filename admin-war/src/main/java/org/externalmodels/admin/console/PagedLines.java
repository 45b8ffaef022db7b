package org.externalmodels.admin.console;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;

/**
 * A list that is shown part by part, and says why if it cannot be. Its state is its address, but for the lines on the
 * screen.
 *
 * @param <T> what the registry has
 * @param <L> a line for it
 */
public abstract class PagedLines<T, L extends Serializable> implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LINES = 50;

    private String after;
    private List<L> lines = List.of();
    private String next = "";
    private String failure = "";

    protected abstract Slice<T> slice(int limit, Optional<String> after);

    protected abstract L line(T item);

    /** What every address of the list has. */
    protected Address address() {
        return new Address();
    }

    /** Takes the part of the list that the address stands for. */
    public void load() {
        try {
            Slice<T> slice = slice(LINES, Optional.ofNullable(after).filter(text -> !text.isEmpty()));
            lines = slice.items().stream().map(this::line).toList();
            next = slice.next()
                    .map(place -> address().with("after", place).toString())
                    .orElse("");
            failure = "";
        } catch (RegistryException stopped) {
            lines = List.of();
            next = "";
            failure = stopped.getMessage();
        }
    }

    public List<L> getLines() {
        return lines;
    }

    /** The address of the next part, empty if there is none. */
    public String getNext() {
        return next;
    }

    /** The address of the first part. */
    public String getFirst() {
        return address().toString();
    }

    /** Why nothing can be shown, empty if it can. */
    public String getFailure() {
        return failure;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
