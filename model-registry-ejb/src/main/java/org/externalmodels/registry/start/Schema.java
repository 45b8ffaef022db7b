package org.externalmodels.registry.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The database's tables, which Flyway owns. */
public final class Schema {

    private Schema() {}

    /**
     * Brings the tables to the version that this code needs. Several servers may do so at once. Flyway is given the scripts
     * instead of looking for them: its search knows some servers' class loaders and not others'.
     * For callbacks, of which there are none, it searches all the same: {@code db/callback/flyway.location} is what it
     * wants to see there in Open Liberty's class loader.
     */
    public static void migrate(DataSource database) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .resourceProvider(new SchemaScripts())
                .javaMigrationClassProvider(List::of)
                .javaMigrations(new TotalsOfTrends())
                .table("external_models_schema")
                // Scripts of parts that are made side by side do not arrive in the order of their numbers.
                .outOfOrder(true)
                .load()
                .migrate();
        writeAtOnce(database);
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
