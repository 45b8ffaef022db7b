package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.ShownValue;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.catalog.FieldChange;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.RevisionHistory;
import org.externalmodels.registry.catalog.RevisionSummary;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** The revisions of a model, and how two of them differ. Which two is in the address. */
@Named
@ViewScoped
public class ModelHistory implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LINES = 25;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private RevisionHistory history;

    @Inject
    private ModelLifecycle lifecycle;

    private String id;
    private String after;
    private Integer revision;
    private Integer with;
    private ModelLine model;
    private List<RevisionLine> lines;
    private String next;
    private List<Change> changes = List.of();

    /**
     * A field that differs.
     *
     * @param label of the field
     * @param before empty if it was not there
     * @param after empty if it is not there
     * @param secret whether that it changed is all there is to see
     */
    public record Change(String label, String before, String after, boolean secret) implements Serializable {

        static Change of(FieldChange change) {
            return new Change(
                    FieldNames.ofChange(change.field()),
                    ShownValue.of(change.before()),
                    ShownValue.of(change.after()),
                    change.secret());
        }
    }

    /** Shows the newest revision beside the one before it, unless the address asks for others. */
    public void load() {
        model = new ModelLine(catalog.find(id == null ? "" : id).summary());
        Slice<RevisionSummary> part = history.slice(id, LINES, Optional.ofNullable(after));
        lines = part.items().stream().map(RevisionLine::new).toList();
        next = part.next().orElse(null);
        if (revision == null && !lines.isEmpty()) {
            revision = lines.get(0).getNumber();
        }
        if (with == null && revision != null && revision > 1) {
            with = revision - 1;
        }
        if (revision != null && with != null) {
            changes = history.difference(id, revision, with).stream()
                    .map(Change::of)
                    .toList();
        }
    }

    /** Opens a draft with the definition of a revision, and leads to it. */
    public void restore(int number) {
        Problems problems = Attempt.at(() -> lifecycle.restore(id, number, model.getVersion()));
        if (problems.any()) {
            Notices.refused(problems.headline());
            load();
            return;
        }
        Notices.done(
                "This draft is revision " + number + " of " + model.getName() + " again. Confirm it to let it serve.");
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/models/edit?id=%s", id);
    }

    /** The address that compares a revision with the one before it. */
    public String comparing(int number) {
        return new Address()
                .with("id", id)
                .with("after", after)
                .with("revision", String.valueOf(number))
                .with("with", number > 1 ? String.valueOf(number - 1) : null)
                .toString();
    }

    /** The revisions to choose for a comparison: those on the page, and the two that are compared. */
    public List<Integer> getNumbers() {
        return numbers(lines.stream().map(RevisionLine::getNumber).toList(), revision, with);
    }

    static List<Integer> numbers(List<Integer> listed, Integer revision, Integer with) {
        return Stream.concat(listed.stream(), Stream.of(revision, with))
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** The address of older revisions, empty if there are none. */
    public String getOlder() {
        return next == null
                ? ""
                : new Address().with("id", id).with("after", next).toString();
    }

    public boolean isCompared() {
        return revision != null && with != null;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }

    public Integer getRevision() {
        return revision;
    }

    public void setRevision(Integer revision) {
        this.revision = revision;
    }

    public Integer getWith() {
        return with;
    }

    public void setWith(Integer with) {
        this.with = with;
    }

    public ModelLine getModel() {
        return model;
    }

    public List<RevisionLine> getLines() {
        return lines;
    }

    public List<Change> getChanges() {
        return changes;
    }
}
