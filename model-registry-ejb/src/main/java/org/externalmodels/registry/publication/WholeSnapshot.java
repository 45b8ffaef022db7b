package org.externalmodels.registry.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.registry.OwnTransaction;

/** Reads all models. */
@ApplicationScoped
@OwnTransaction
public class WholeSnapshot {

    private final EntityManager entities;
    private final Assembly assembly;

    protected WholeSnapshot() {
        this(null, null);
    }

    @Inject
    public WholeSnapshot(EntityManager entities, Assembly assembly) {
        this.entities = entities;
        this.assembly = assembly;
    }

    /** The stamp of the last committed change. */
    public long stamp() {
        return entities.createQuery("select s.stamp from ChangeStamp s where s.id = :only", Long.class)
                .setParameter("only", ChangeStamp.ONLY)
                .getSingleResult();
    }

    /** The stamp is read first: what is committed while the rest is read comes again with its own stamp. */
    public ModelSnapshot load() {
        long stamp = stamp();
        return new ModelSnapshot(stamp, assembly.all());
    }
}
