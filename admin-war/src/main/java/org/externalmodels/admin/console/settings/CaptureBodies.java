package org.externalmodels.admin.console.settings;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.Captures;
import org.externalmodels.registry.catalog.ModelCapture;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.omnifaces.cdi.ViewScoped;

/** What is kept of the bodies of calls, model by model. Its state is its address, but for the lines on the screen. */
@Named
@ViewScoped
public class CaptureBodies implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LINES = 50;

    @Inject
    private Captures captures;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelLifecycle lifecycle;

    private String after;
    private List<ModelCapture> lines = List.of();
    private String next;

    /** Takes the part of the list that the address stands for. */
    public void load() {
        Slice<ModelCapture> slice =
                captures.slice(LINES, Optional.ofNullable(after).filter(text -> !text.isEmpty()));
        lines = slice.items();
        next = slice.next()
                .map(place -> new Address().with("after", place).toString())
                .orElse(null);
    }

    public List<ModelCapture> getLines() {
        return lines;
    }

    /** The address of the next part, {@code null} if there is none. */
    public String getNext() {
        return next;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }

    public List<BodyCapture> getKinds() {
        return Arrays.asList(BodyCapture.values());
    }

    /** The words for a kind. */
    public String words(BodyCapture kind) {
        return switch (kind) {
            case OFF -> "Nothing";
            case METADATA -> "Sizes and parameters";
            case FULL -> "All, without secrets";
        };
    }

    /** Makes and confirms a revision that differs in this alone; with an open draft it becomes part of that. */
    public void keep(ModelCapture line, BodyCapture kind) {
        ModelDetail model = catalog.find(line.id());
        boolean confirm = line.active() && !line.draftOpen();
        String done = "What is kept of " + line.name() + " is now: "
                + words(kind).toLowerCase(Locale.ROOT)
                + (confirm ? "." : ". It is part of its draft, and holds when that is confirmed.");
        Attempt.told(
                done,
                () -> lifecycle.edit(line.id(), line.version(), model.newest().withCapture(kind), List.of(), confirm));
        load();
    }
}
