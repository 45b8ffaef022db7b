package org.externalmodels.admin.console.settings;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SearchedLines;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.Captures;
import org.externalmodels.registry.catalog.ModelCapture;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.omnifaces.cdi.ViewScoped;

/** What is kept of the bodies of calls, model by model. */
@Named
@ViewScoped
public class CaptureBodies extends SearchedLines<ModelCapture, ModelCapture> {

    private static final long serialVersionUID = 1L;

    @Inject
    private Captures captures;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelLifecycle lifecycle;

    @Inject
    private Wording wording;

    @Override
    protected Slice<ModelCapture> slice(Optional<String> wanted, int limit, Optional<String> after) {
        return captures.slice(wanted, limit, after);
    }

    @Override
    protected ModelCapture line(ModelCapture capture) {
        return capture;
    }

    public List<BodyCapture> getKinds() {
        return Arrays.asList(BodyCapture.values());
    }

    /** Makes and confirms a revision that differs in this alone; with an open draft it becomes part of that. */
    public void keep(ModelCapture line, BodyCapture kind) {
        Problems problems = Attempt.at(() -> change(line, kind));
        if (problems.any()) {
            Notices.refused(problems.headline());
        }
        load();
    }

    private void change(ModelCapture line, BodyCapture kind) {
        Definition newest = catalog.find(line.id()).newest();
        if (newest.capture() == kind) {
            return;
        }
        boolean confirm = line.active() && !line.draftOpen();
        lifecycle.edit(line.id(), line.version(), newest.withCapture(kind), List.of(), confirm);
        Notices.done("What is kept of " + line.name() + " is now: "
                + wording.capture(kind).toLowerCase(Locale.ROOT)
                + (confirm ? "." : ". It is part of its draft, and holds when that is confirmed."));
    }
}
