package org.externalmodels.admin.console.settings;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.PagedLines;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.Captures;
import org.externalmodels.registry.catalog.ModelCapture;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.omnifaces.cdi.ViewScoped;

/** What is kept of the bodies of calls, model by model. */
@Named
@ViewScoped
public class CaptureBodies extends PagedLines<ModelCapture, ModelCapture> {

    private static final long serialVersionUID = 1L;

    @Inject
    private Captures captures;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelLifecycle lifecycle;

    @Override
    protected Slice<ModelCapture> slice(int limit, Optional<String> after) {
        return captures.slice(limit, after);
    }

    @Override
    protected ModelCapture line(ModelCapture capture) {
        return capture;
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
