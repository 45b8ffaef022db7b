package org.externalmodels.admin.console.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
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

/** What is kept of the bodies of calls, model by model. */
@Named
@RequestScoped
public class CaptureBodies {

    private static final int LINES = 50;

    @Inject
    private Captures captures;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelLifecycle lifecycle;

    @Inject
    private HttpServletRequest request;

    private Slice<ModelCapture> slice;

    private Slice<ModelCapture> slice() {
        if (slice == null) {
            slice = captures.slice(LINES, Optional.ofNullable(getAfter()));
        }
        return slice;
    }

    public List<ModelCapture> getLines() {
        return slice().items();
    }

    /** The address of the next part, {@code null} if there is none. */
    public String getNext() {
        return slice().next()
                .map(place -> new Address().with("after", place).toString())
                .orElse(null);
    }

    public String getAfter() {
        String after = request.getParameter("after");
        return after == null || after.isEmpty() ? null : after;
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
        slice = null;
    }
}
