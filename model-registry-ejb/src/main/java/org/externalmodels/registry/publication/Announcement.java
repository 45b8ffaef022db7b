package org.externalmodels.registry.publication;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.model.Model;

/**
 * Announces a change, last in its transaction. The stamp's row is locked from the first step until commit, so stamps
 * have the order of commits, and what is announced is what will be committed: nobody changes a model meanwhile.
 */
@Dependent
public class Announcement {

    private final EntityManager entities;
    private final Assembly assembly;
    private final Consumer<ModelsChanged> announce;

    @Inject
    Announcement(EntityManager entities, Assembly assembly, Event<ModelsChanged> event) {
        this(entities, assembly, event::fire);
    }

    public Announcement(EntityManager entities, Assembly assembly, Consumer<ModelsChanged> announce) {
        this.entities = entities;
        this.assembly = assembly;
        this.announce = announce;
    }

    /** Waits for its turn among all changes, before the first of its own: taken later, two could wait in a circle. */
    public void begin() {
        turn();
    }

    public void changed(Model model) {
        changed(List.of(model));
    }

    /** Several models change in one step, such as those that share a profile. */
    public void changed(Collection<Model> models) {
        if (models.isEmpty()) {
            return;
        }
        entities.flush();
        ChangeStamp stamp = turn();
        announce(stamp, models.stream().map(this::served).toList(), Set.of());
    }

    public void deleted(String modelId) {
        entities.flush();
        announce(turn(), List.of(), Set.of(modelId));
    }

    private ChangeStamp turn() {
        return entities.find(ChangeStamp.class, ChangeStamp.ONLY, LockModeType.PESSIMISTIC_WRITE);
    }

    /** What was read before the turn came may be older than what others have committed since. */
    private ModelDefinition served(Model model) {
        try {
            return assembly.committed(model);
        } catch (EntityNotFoundException deleted) {
            throw RegistryException.modelNotFound(model.id());
        }
    }

    private void announce(ChangeStamp stamp, List<ModelDefinition> changed, Set<String> deleted) {
        long version = stamp.next();
        // A transaction may make several changes, and locking reads the row anew.
        entities.flush();
        announce.accept(new ModelsChanged(new DirectoryChange(version - 1, version, changed, deleted)));
    }
}
