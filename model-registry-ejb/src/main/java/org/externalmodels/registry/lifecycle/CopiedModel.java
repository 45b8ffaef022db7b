package org.externalmodels.registry.lifecycle;

import java.time.Instant;
import java.util.List;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.lifecycle.Workshop.Change;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Revision;

/** A draft like a model, under a free name and without its secrets. */
record CopiedModel(Workshop workshop, Model original) {

    /** Adds the draft, and gives its id. */
    String add(Actor by) {
        Definition definition =
                workshop.models.revision(original, original.newestRevision()).definition();
        List<Header> headers = definition.headers().stream()
                .map(header -> header.secret() ? Header.of(header.name(), null, true) : header)
                .toList();
        return workshop.guarded(definition.name(), () -> {
            // Looked for in turn: of two copies at once the second takes the next name.
            Definition copy = definition.withHeaders(headers).withName(freeName(definition.name()));
            Instant now = Workshop.now();
            Model model = new Model(copy, by.name(), now);
            workshop.models.add(model);
            workshop.models.add(new Revision(model.id(), 1, copy, by.name(), now));
            workshop.change(
                    by,
                    model,
                    () -> new Change(
                            "model.copied", AuditTarget.of(model), AuditView.of(definition), AuditView.of(copy)));
            return model.id();
        });
    }

    private String freeName(String name) {
        for (int number = 1; ; number++) {
            String suffix = number == 1 ? " (copy)" : " (copy " + number + ")";
            int room = DatabaseText.LONGEST_NAME - suffix.length();
            String stem = name.substring(0, name.offsetByCodePoints(0, Math.min(DatabaseText.length(name), room)));
            if (workshop.models.named(stem + suffix).isEmpty()) {
                return stem + suffix;
            }
        }
    }
}
