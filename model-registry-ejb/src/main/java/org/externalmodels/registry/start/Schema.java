package org.externalmodels.registry.start;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The database's tables, which Flyway owns. */
public final class Schema {

    static final String HISTORY = "external_models_schema";

    private static final Logger LOG = System.getLogger(Schema.class.getName());

    private Schema() {}

    /** Brings the tables to the version that this code needs. Several servers may do so at once. */
    public static void migrate(DataSource database) {
        SchemaScripts scripts = new SchemaScripts();
        Flyway flyway = configuration(database, scripts).load();
        if (CutOffStart.isIn(database, flyway, scripts)) {
            LOG.log(
                    Level.WARNING,
                    "The first start was cut off while it made the tables of the registry; they are made anew");
            flyway.clean();
        }
        flyway.migrate();
        writeAtOnce(database);
    }

    /**
     * Flyway is given the scripts instead of looking for them: its search knows some servers' class loaders and not others'.
     * For callbacks, of which there are none, it searches all the same: {@code db/callback/flyway.location} is what it
     * wants to see there in Open Liberty's class loader.
     */
    static FluentConfiguration configuration(DataSource database, SchemaScripts scripts) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .resourceProvider(scripts)
                .javaMigrationClassProvider(List::of)
                .javaMigrations(new TotalsOfTrends())
                .table(HISTORY)
                // Scripts of parts that are made side by side do not arrive in the order of their numbers.
                .outOfOrder(true)
                // Only after a first start that was cut off.
                .cleanDisabled(false);
    }

    /**
     * By itself H2 writes half a second later what was committed, and a server that is killed before has lost it, though
     * people were told that it is done. This holds for as long as anybody is connected; H2 2.4 keeps the setting, and does not go
     * by it when it opens the database again. So the addresses that we set up have it as well ({@code WRITE_DELAY=0}).
     */
    private static void writeAtOnce(DataSource database) {
        try (Connection connection = database.getConnection()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set write_delay 0");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("H2 cannot be told to write at once what is committed", e);
        }
    }
}
