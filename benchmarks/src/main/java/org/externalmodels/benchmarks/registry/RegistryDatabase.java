package org.externalmodels.benchmarks.registry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.externalmodels.registry.start.Schema;
import org.h2.jdbcx.JdbcDataSource;

/** The registry's schema and entities on H2 in a file, as the product has them by default. */
final class RegistryDatabase implements AutoCloseable {

    private final EntityManagerFactory factory;

    RegistryDatabase(Path folder) {
        JdbcDataSource h2 = new JdbcDataSource();
        // Without its memory of results: the same page asked twice would cost nothing the second time.
        h2.setURL("jdbc:h2:file:" + folder.resolve("registry") + ";OPTIMIZE_REUSE_RESULTS=0");
        h2.setUser("sa");
        Schema.migrate(h2);
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.jtaDataSource", "");
        settings.put("jakarta.persistence.jdbc.url", h2.getURL());
        settings.put("jakarta.persistence.jdbc.user", "sa");
        settings.put("eclipselink.logging.level", "OFF");
        factory = Persistence.createEntityManagerFactory("registry", settings);
    }

    <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager entities = factory.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    /** Counts statements from now on. */
    void countStatements() {
        inTransaction(entities -> entities.createNativeQuery("set query_statistics_max_entries 1000")
                .executeUpdate());
        inTransaction(entities ->
                entities.createNativeQuery("set query_statistics true").executeUpdate());
    }

    /** How many selects of registered tables were run since the count began. */
    long selects() {
        return inTransaction(entities -> ((Number) entities.createNativeQuery(
                                "select coalesce(sum(execution_count), 0) from information_schema.query_statistics"
                                        + " where lower(sql_statement) like 'select%'"
                                        + " and lower(sql_statement) not like '%query_statistics%'")
                        .getSingleResult())
                .longValue());
    }

    @Override
    public void close() {
        factory.close();
    }
}
