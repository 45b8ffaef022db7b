package org.externalmodels.registry.lifecycle;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.Workshop.Change;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.RevisionStatus;
import org.externalmodels.registry.providers.EasyModels;

/**
 * From draft to active, and what comes after. A definition that serves never changes: an edit opens a draft of the next
 * revision, and confirming swaps it in.
 */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
public class ModelLifecycle {

    private final Workshop workshop;
    private final RefusedSecrets refusals;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public ModelLifecycle() {
        this(null, RefusedSecrets.UNNOTED);
    }

    @Inject
    public ModelLifecycle(Workshop workshop, RefusedSecrets refusals) {
        this.workshop = workshop;
        this.refusals = refusals;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public ModelLifecycle(Workshop workshop, RefusedSecrets refusals, Supplier<Actor> actor) {
        this.workshop = workshop;
        this.refusals = refusals;
        this.actor = actor;
    }

    /**
     * Adds a model. Keys that are refused with it are in the audit log.
     *
     * @param confirm whether to make it active at once
     * @return its id
     * @throws RegistryException if the name is taken, or something is wrong with what was given
     */
    public String create(Definition written, List<GivenConnection> connections, boolean confirm) {
        return refusals.noting(
                actor, GivenKeys.ofNew(written.name(), connections), () -> add(written, connections, confirm));
    }

    private String add(Definition written, List<GivenConnection> connections, boolean confirm) {
        Definition given = EasyModels.filled(written);
        workshop.check.written(given, confirm, connections);
        refuseTakenName(given.name(), null);
        return workshop.guarded(given.name(), () -> {
            Instant now = Workshop.now();
            Actor by = actor.get();
            Model model = new Model(given, by.name(), now);
            workshop.models.add(model);
            Definition stored = workshop.headers.store(model, given, Optional.empty(), new ArrayList<>());
            Revision draft = new Revision(model.id(), 1, stored, by.name(), now);
            workshop.models.add(draft);
            List<Change> added = new NewConnections(workshop, model, stored).add(connections, by.name(), now);
            workshop.check.draft(model, draft);
            workshop.change(
                    by, model, () -> new Change("model.added", AuditTarget.of(model), null, AuditView.of(stored)));
            added.forEach(change -> workshop.note(by, change));
            if (confirm) {
                confirm(model, by, now);
            }
            return model.id();
        });
    }

    /**
     * Writes the draft of a model; if it is active, a draft of its next revision. Keys that are refused with it are in the
     * audit log.
     *
     * @param seenVersion the version that the user saw, {@code null} to overwrite any
     * @param keysAgain keys for existing connections, due when calls will go to another host
     * @param confirm whether to make it serve at once
     */
    public void edit(
            String id, Long seenVersion, Definition written, List<GivenConnection> keysAgain, boolean confirm) {
        Model there = workshop.models.get(id);
        List<GivenSecret> keys = GivenKeys.of(there, workshop.models.connections(there), keysAgain);
        refusals.noting(actor, keys, () -> {
            write(workshop.models.get(id, seenVersion), written, keysAgain, confirm);
            return null;
        });
    }

    private void write(Model model, Definition written, List<GivenConnection> keysAgain, boolean confirm) {
        Definition given = EasyModels.filled(written);
        workshop.check.written(given, confirm);
        refuseTakenName(given.name(), model.id());
        Definition before =
                workshop.models.revision(model, model.newestRevision()).definition();
        workshop.change(actor.get(), model, () -> {
            Instant now = Workshop.now();
            Actor by = actor.get();
            List<DefinitionProblem> due = new ArrayList<>();
            Definition stored = workshop.headers.store(model, given, Optional.of(before), due);
            Revision draft = draft(model, stored, by, now);
            due.addAll(new KeysAgain(workshop, by, model, stored).take(keysAgain));
            DefinitionCheck.refuse(due);
            workshop.check.draft(model, draft);
            if (!model.active()) {
                model.take(stored);
            }
            return new Change(
                    "model.edited", AuditTarget.of(model), AuditView.of(before), AuditView.of(before, stored));
        });
        if (confirm) {
            confirm(model, actor.get(), Workshop.now());
        }
    }

    private Revision draft(Model model, Definition stored, Actor by, Instant now) {
        int number = model.openDraft(by.name(), now);
        Optional<Revision> open = workshop.models.revisionIfAny(model, number);
        if (open.isPresent()) {
            open.get().write(stored, by.name(), now);
            return open.get();
        }
        Revision draft = new Revision(model.id(), number, stored, by.name(), now);
        workshop.models.add(draft);
        return draft;
    }

    /** Checks the draft whole and lets it serve. All that is wrong is told at once. */
    public void confirm(String id, Long seenVersion) {
        confirm(workshop.models.get(id, seenVersion), actor.get(), Workshop.now());
    }

    private void confirm(Model model, Actor by, Instant now) {
        int next = model.state().confirmed().served();
        Revision draft = workshop.models.revision(model, next);
        workshop.check.active(model, draft);
        Definition definition = draft.definition();
        refuseTakenName(definition.name(), model.id());
        Definition before = model.active()
                ? workshop.models.revision(model, model.revision()).definition()
                : null;
        workshop.change(by, model, () -> {
            draft.confirm(by.name(), now);
            model.confirm(definition, by.name(), now);
            workshop.keys.keepOnly(model, definition);
            return new Change(
                    "model.confirmed",
                    AuditTarget.of(model),
                    before == null ? null : AuditView.of(before),
                    AuditView.of(before == null ? definition : before, definition));
        });
    }

    /** Drops the draft of an active model; the revision that serves goes on. */
    public void discardDraft(String id, Long seenVersion) {
        Model model = workshop.models.get(id, seenVersion);
        model.state().discarded();
        Revision draft = workshop.models.revision(model, model.newestRevision());
        workshop.change(actor.get(), model, () -> {
            model.discardDraft(actor.get().name(), Workshop.now());
            workshop.models.remove(draft);
            workshop.keys.keepOnly(
                    model, workshop.models.revision(model, model.revision()).definition());
            return new Change("model.draft-discarded", AuditTarget.of(model), AuditView.of(draft.definition()), null);
        });
    }

    /**
     * Opens a draft with the definition of an earlier revision, in place of the draft that may be open. Values of secret
     * headers and keys that are no longer stored have to be given again before it can serve.
     *
     * @param seenVersion the version that the user saw, {@code null} to overwrite any
     */
    public void restore(String id, int revision, Long seenVersion) {
        Model model = workshop.models.get(id, seenVersion);
        Revision former = workshop.models.askedRevision(model, revision);
        if (model.state().of(revision) == RevisionStatus.DRAFT) {
            throw RegistryException.invalid("revision", "Revision " + revision + " is the open draft itself");
        }
        refuseTakenName(former.definition().name(), model.id());
        Definition before =
                workshop.models.revision(model, model.newestRevision()).definition();
        workshop.change(actor.get(), model, () -> {
            Definition restored = workshop.headers.restored(model, former.definition());
            Revision draft = draft(model, restored, actor.get(), Workshop.now());
            workshop.check.draft(model, draft);
            return new Change(
                    "model.restored",
                    AuditTarget.of(model),
                    AuditView.of(before),
                    AuditView.restored(revision, before, restored));
        });
    }

    /** What keeps the draft of a model from serving: all that {@link #confirm} would refuse it for. */
    @RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
    public List<DefinitionProblem> obstacles(String id) {
        Model model = workshop.models.get(id);
        if (model.draftRevision().isEmpty()) {
            throw RegistryException.draftNotFound(model.name());
        }
        return workshop.check.problems(model, workshop.models.revision(model, model.newestRevision()));
    }

    /**
     * Makes a draft like a model, under a free name and without its secrets.
     *
     * @return the draft's id
     */
    public String copy(String id) {
        return new CopiedModel(workshop, workshop.models.get(id)).add(actor.get());
    }

    /** Turns the model's switch. */
    public void switchInferencing(String id, boolean on, Long seenVersion) {
        Model model = workshop.models.get(id, seenVersion);
        if (model.inferencing() == on) {
            return;
        }
        workshop.change(actor.get(), model, () -> {
            model.switchInferencing(on, actor.get().name(), Workshop.now());
            return new Change(
                    "model.toggled", AuditTarget.of(model), AuditView.inferencing(!on), AuditView.inferencing(on));
        });
    }

    /** Deletes a model with its connections. Its traces and audit entries stay. */
    @RolesAllowed(Role.ADMIN)
    public void delete(String id, Long seenVersion) {
        Model model = workshop.models.get(id, seenVersion);
        Definition definition =
                workshop.models.revision(model, model.shownRevision()).definition();
        workshop.delete(actor.get(), model, AuditView.of(definition));
    }

    /**
     * Refuses a name that a model cannot have.
     *
     * @param ownId of the model that may have it already, {@code null} for a new one
     */
    public void checkName(String name, String ownId) {
        List<DefinitionProblem> problems = new ArrayList<>();
        DefinitionRules.name("name", name, problems);
        DefinitionCheck.refuse(problems);
        refuseTakenName(name.strip(), ownId);
    }

    private void refuseTakenName(String name, String ownId) {
        workshop.models.named(name).filter(holder -> !holder.id().equals(ownId)).ifPresent(holder -> {
            throw RegistryException.taken("name", "There is already a model named " + holder.name());
        });
    }
}
