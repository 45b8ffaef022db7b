package org.externalmodels.registry.support;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.externalmodels.registry.start.Schema;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with the product's schema, and the persistence unit on it, without a server. */
public final class TestDatabase implements AutoCloseable {

    private static final List<String> TABLES = List.of(
            "limit_alert",
            "budget_spending",
            "call_in_flight",
            "limit_bucket",
            "usage_limit",
            "usage_setting",
            "price",
            "trace_zone_column",
            "trace_zone",
            "trace_name",
            "usage_total",
            "usage_trend",
            "usage_sum",
            "trace_tag",
            "prompt_version",
            "saved_prompt",
            "application_key_use",
            "application_key",
            "trace_body",
            "trace",
            "journal_position",
            "connection_use",
            "connection_check",
            "audit_entry",
            "credential",
            "consent_request",
            "stored_secret",
            "authorization_profile",
            "model_connection",
            "model_revision",
            "model");

    /** Held, or the setting would be collected with the logger. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.WARNING);
    }

    private final DataSource dataSource;
    private final EntityManagerFactory factory;

    private TestDatabase(DataSource dataSource, String url, String user) {
        this.dataSource = dataSource;
        Schema.migrate(dataSource);
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.jtaDataSource", "");
        settings.put("jakarta.persistence.jdbc.url", url);
        settings.put("jakarta.persistence.jdbc.user", user);
        settings.put("eclipselink.connection-pool.default.initial", "1");
        settings.put("eclipselink.connection-pool.default.min", "1");
        settings.put("eclipselink.session-name", url);
        settings.put("eclipselink.logging.level", "OFF");
        factory = Persistence.createEntityManagerFactory("registry", settings);
    }

    /** A new H2 database in memory. */
    public static TestDatabase h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        h2.setUser("sa");
        return new TestDatabase(h2, h2.getURL(), h2.getUser());
    }

    /** The database of a server, with an empty schema. */
    public static TestDatabase on(PostgresServer server) {
        PGSimpleDataSource postgres = server.dataSource();
        return new TestDatabase(postgres, postgres.getUrl(), postgres.getUser());
    }

    /** Empties it, as it was after the first start. */
    public void clear() {
        run(entities -> {
            for (String table : TABLES) {
                entities.createNativeQuery("delete from " + table).executeUpdate();
            }
            entities.createNativeQuery(
                            "update usage_horizon set complete_from = timestamp with time zone '1970-01-01 00:00:00+00'")
                    .executeUpdate();
            entities.createNativeQuery("update change_stamp set stamp = 1").executeUpdate();
            entities.createNativeQuery("update audit_chain set last_position = 0, last_seal = '-'")
                    .executeUpdate();
            entities.createNativeQuery("update application_key_stamp set stamp = 1")
                    .executeUpdate();
        });
    }

    /** Works in one transaction, committed at the end unless something is thrown. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager entities = factory.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            if (!entities.getTransaction().getRollbackOnly()) {
                entities.getTransaction().commit();
            }
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    /** Works by plain SQL in one transaction, as a server's data source does in the transaction of the thread. */
    public <T> T withSql(Function<DataSource, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(ConnectionOfTransaction.source(connection));
                connection.commit();
                return result;
            } catch (RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void run(Consumer<EntityManager> work) {
        inTransaction(entities -> {
            work.accept(entities);
            return null;
        });
    }

    @Override
    public void close() {
        factory.close();
    }
}
