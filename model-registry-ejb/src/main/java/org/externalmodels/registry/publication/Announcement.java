package org.externalmodels.registry.publication;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.model.Model;

/**
 * Announces a change, last in its transaction: the stamp's row is locked until commit, so stamps have the order of
 * commits.
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

    public void changed(Model model) {
        announce(List.of(assembly.served(model)), Set.of());
    }

    public void deleted(String modelId) {
        announce(List.of(), Set.of(modelId));
    }

    private void announce(List<ModelDefinition> changed, Set<String> deleted) {
        entities.flush();
        long version = entities.find(ChangeStamp.class, ChangeStamp.ONLY, LockModeType.PESSIMISTIC_WRITE)
                .next();
        announce.accept(new ModelsChanged(new DirectoryChange(version - 1, version, changed, deleted)));
    }
}
