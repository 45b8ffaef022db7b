package org.externalmodels.registry.playground;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.NameRule;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;

/** The prompts that people keep, for everybody who uses the playground. Saving never overwrites: it adds a version. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
public class PromptLibrary {

    private static final int LONGEST_DOCUMENT = 200_000;
    private static final int MOST = 1_000;

    private final EntityManager entities;
    private final AuditLog audit;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public PromptLibrary() {
        this(null, null, null);
    }

    @Inject
    public PromptLibrary(EntityManager entities, AuditLog audit) {
        this.entities = entities;
        this.audit = audit;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public PromptLibrary(EntityManager entities, AuditLog audit, Supplier<Actor> actor) {
        this.entities = entities;
        this.audit = audit;
        this.actor = actor;
    }

    /** All prompts by name. */
    public List<SavedPrompt> list() {
        return entities.createQuery("select p from SavedPrompt p order by p.nameKey", SavedPrompt.class)
                .setMaxResults(MOST)
                .getResultList();
    }

    public SavedPrompt find(String id) {
        return Optional.ofNullable(entities.find(SavedPrompt.class, id))
                .orElseThrow(() -> RegistryException.notFound("There is no saved prompt with the id " + id));
    }

    /** The versions of a prompt, newest first. */
    public List<PromptVersion> versions(String id) {
        return entities.createQuery(
                        "select v from PromptVersion v where v.promptId = :id order by v.number desc",
                        PromptVersion.class)
                .setParameter("id", id)
                .getResultList();
    }

    /**
     * Saves a prompt under a name: as its first version, or as the next one of the prompt that has this name.
     *
     * @param name 1 to 100 characters
     * @param document at most 200,000 characters of JSON
     * @return its id
     */
    public String save(String name, JsonObject document) {
        String checkedName = checked(name);
        String text = document.toString();
        if (text.length() > LONGEST_DOCUMENT) {
            throw RegistryException.invalid("document", "must have at most " + LONGEST_DOCUMENT + " characters");
        }
        Actor by = actor.get();
        Instant now = Instant.now();
        SavedPrompt prompt = named(checkedName).orElseGet(() -> added(checkedName, by, now));
        int number = prompt.nextVersion(by.name(), now);
        entities.persist(new PromptVersion(prompt.id(), number, DatabaseText.of("document", text), by.name(), now));
        audit.record(by, "prompt.saved", target(prompt), null, number(number));
        flush(prompt);
        return prompt.id();
    }

    private static String checked(String name) {
        String stripped = name == null ? "" : name.strip();
        NameRule.problem(stripped).ifPresent(message -> {
            throw RegistryException.invalid("name", message);
        });
        return stripped;
    }

    private Optional<SavedPrompt> named(String name) {
        return entities.createQuery("select p from SavedPrompt p where p.nameKey = :key", SavedPrompt.class)
                .setParameter("key", Definition.nameKey(name))
                .getResultStream()
                .findFirst();
    }

    private SavedPrompt added(String name, Actor by, Instant at) {
        SavedPrompt prompt = new SavedPrompt(name, by.name(), at);
        entities.persist(prompt);
        // Its versions refer to it by its plain id, so the order of the rows is this one.
        flush(prompt);
        return prompt;
    }

    /** Two people who save under one name at the same moment: the second one is told. */
    private void flush(SavedPrompt prompt) {
        try {
            entities.flush();
        } catch (PersistenceException failed) {
            if (failed instanceof jakarta.persistence.OptimisticLockException
                    || DatabaseFailure.violatedConstraint(failed).isPresent()) {
                throw RegistryException.stale("The prompt " + prompt.name());
            }
            throw failed;
        }
    }

    /** Chooses the version that opens first. */
    public void openFirst(String id, int number) {
        SavedPrompt prompt = find(id);
        if (number < 1 || number > prompt.newestVersion()) {
            throw RegistryException.invalid(
                    "version", "must be a version of the prompt, 1 to " + prompt.newestVersion());
        }
        Actor by = actor.get();
        audit.record(by, "prompt.default", target(prompt), number(prompt.defaultVersion()), number(number));
        prompt.openFirst(number, by.name(), Instant.now());
        flush(prompt);
    }

    /** Deletes a prompt with all its versions. */
    @RolesAllowed(Role.ADMIN)
    public void delete(String id) {
        SavedPrompt prompt = find(id);
        audit.record(actor.get(), "prompt.deleted", target(prompt), number(prompt.newestVersion()), null);
        entities.createQuery("delete from PromptVersion v where v.promptId = :id")
                .setParameter("id", id)
                .executeUpdate();
        entities.remove(prompt);
        flush(prompt);
    }

    private static AuditTarget target(SavedPrompt prompt) {
        return new AuditTarget("prompt", prompt.id(), prompt.name());
    }

    private static JsonObject number(int version) {
        return Json.createObjectBuilder().add("version", version).build();
    }
}
