package org.externalmodels.registry.model;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;

/** The models, revisions and connections in the database. */
@Dependent
public class Models {

    private final EntityManager entities;

    @Inject
    public Models(EntityManager entities) {
        this.entities = entities;
    }

    public Model get(String id) {
        Model model = entities.find(Model.class, DatabaseText.of("id", id));
        if (model == null) {
            throw RegistryException.modelNotFound(id);
        }
        return model;
    }

    /**
     * Finds a model to change.
     *
     * @param seenVersion the version that the user saw, {@code null} if any will do
     */
    public Model get(String id, Long seenVersion) {
        Model model = get(id);
        if (seenVersion != null && seenVersion != model.version()) {
            throw RegistryException.stale("The model " + model.name(), seenVersion, model.version());
        }
        return model;
    }

    /**
     * Reads a model with all that belongs to it anew; the changes of this transaction must have been flushed.
     *
     * @throws jakarta.persistence.EntityNotFoundException if it was deleted
     */
    public void reload(Model model) {
        entities.refresh(model);
        entities.refresh(revision(model, model.shownRevision()));
        reload("select c from Connection c where c.modelId = :model", Connection.class, model);
        reload("select c from Credential c where c.modelId = :model", Credential.class, model);
    }

    /** In one query for all; refreshing takes one for each. */
    private <T> void reload(String query, Class<T> type, Model model) {
        entities.createQuery(query, type)
                .setParameter("model", model.id())
                .setHint("eclipselink.refresh", true)
                .getResultList();
    }

    /** The authorization profiles that models refer to. */
    public Profiles profiles() {
        return new Profiles(entities);
    }

    public Optional<Model> named(String name) {
        return entities.createQuery("select m from Model m where m.nameKey = :key", Model.class)
                .setParameter("key", Definition.nameKey(name))
                .getResultStream()
                .findFirst();
    }

    /** Whether there are no models and never were. */
    public boolean untouched() {
        return entities.createQuery("select count(m) from Model m", Long.class).getSingleResult() == 0
                && entities.createQuery("select count(a) from AuditEntry a", Long.class)
                                .getSingleResult()
                        == 0;
    }

    public Revision revision(Model model, int number) {
        Revision revision = entities.find(Revision.class, new Revision.Key(model.id(), number));
        if (revision == null) {
            throw new IllegalStateException("Model " + model.id() + " has no revision " + number);
        }
        return revision;
    }

    public Optional<Revision> revisionIfAny(Model model, int number) {
        return Optional.ofNullable(entities.find(Revision.class, new Revision.Key(model.id(), number)));
    }

    /** A revision that somebody asks for. */
    public Revision askedRevision(Model model, int number) {
        return revisionIfAny(model, number).orElseThrow(() -> RegistryException.revisionNotFound(model.name(), number));
    }

    /**
     * A model's revisions, newest first.
     *
     * @param before only those with a smaller number
     */
    public List<Revision> revisions(Model model, int before, int limit) {
        return entities.createQuery(
                        "select r from Revision r where r.modelId = :model and r.revision < :before"
                                + " order by r.revision desc",
                        Revision.class)
                .setParameter("model", model.id())
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }

    /** What a model's calls and tests are made by: the revision that serves, and the draft. */
    public List<Definition> definitions(Model model) {
        return IntStream.of(model.shownRevision(), model.newestRevision())
                .distinct()
                .mapToObj(number -> revision(model, number).definition())
                .toList();
    }

    /** A model's connections in order of preference. */
    public List<Connection> connections(Model model) {
        return entities.createQuery(
                        "select c from Connection c where c.modelId = :model order by c.priority, c.place, c.id",
                        Connection.class)
                .setParameter("model", model.id())
                .getResultList();
    }

    /**
     * Finds a connection to change.
     *
     * @param seenVersion the version that the user saw, {@code null} if any will do
     */
    public Connection connection(Model model, String id, Long seenVersion) {
        Connection connection = entities.find(Connection.class, DatabaseText.of("id", id));
        if (connection == null || !connection.modelId().equals(model.id())) {
            throw RegistryException.connectionNotFound(id);
        }
        if (seenVersion != null && seenVersion != connection.version()) {
            throw RegistryException.stale("The connection " + connection.name(), seenVersion, connection.version());
        }
        return connection;
    }

    /** Moves a connection's version for a change that is not in its own row, such as of its key. */
    public void touch(Connection connection) {
        // As a statement of its own: a forced increment leaves a row alone that is flushed without other changes.
        entities.flush();
        int moved = entities.createQuery(
                        "update Connection c set c.version = c.version + 1 where c.id = :id and c.version = :version")
                .setParameter("id", connection.id())
                .setParameter("version", connection.version())
                .executeUpdate();
        if (moved == 0) {
            throw RegistryException.stale("The connection " + connection.name());
        }
        entities.refresh(connection);
    }

    public List<Credential> credentials(Model model) {
        return entities.createQuery("select c from Credential c where c.modelId = :model", Credential.class)
                .setParameter("model", model.id())
                .getResultList();
    }

    /** The last checks of a model's connections. */
    public List<ConnectionCheck> checks(Model model) {
        return entities.createQuery(
                        "select k from ConnectionCheck k where k.connectionId in"
                                + " (select c.id from Connection c where c.modelId = :model)",
                        ConnectionCheck.class)
                .setParameter("model", model.id())
                .getResultList();
    }

    /** Forgets what was found of a connection, which says nothing of it at another address. */
    public void forgetCheck(Connection connection) {
        ConnectionCheck there = entities.find(ConnectionCheck.class, connection.id());
        if (there != null) {
            entities.remove(there);
        }
    }

    /** The last check of a connection, new and empty if there was none. Of two who note one the second waits for the first. */
    public ConnectionCheck check(Connection connection) {
        entities.lock(connection, LockModeType.PESSIMISTIC_WRITE);
        ConnectionCheck there = entities.find(ConnectionCheck.class, connection.id());
        return there == null ? new ConnectionCheck(connection.id()) : there;
    }

    public List<StoredSecret> secrets(Model model) {
        return entities.createQuery("select s from StoredSecret s where s.modelId = :model", StoredSecret.class)
                .setParameter("model", model.id())
                .getResultList();
    }

    public StoredSecret secret(String id) {
        return entities.find(StoredSecret.class, id);
    }

    /** Writes at once: the rows refer to each other by plain ids, so their order is this one. */
    public void add(Object entity) {
        entities.persist(entity);
        entities.flush();
    }

    public void remove(Object entity) {
        entities.remove(entity);
    }

    public void removeSecret(String id) {
        entities.createQuery("delete from StoredSecret s where s.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Deletes a model with all that belongs to it; the database does so down to its secrets. */
    public void delete(Model model) {
        entities.remove(model);
    }
}
