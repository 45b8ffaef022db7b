package org.externalmodels.registry.start;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The database's tables, which Flyway owns. */
public final class Schema {

    private Schema() {}

    /**
     * Brings the tables to the version that this code needs. Several servers may do so at once. Flyway is given the scripts
     * instead of looking for them: its search knows some servers' class loaders and not others'.
     */
    public static void migrate(DataSource database) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .resourceProvider(new SchemaScripts())
                .javaMigrationClassProvider(List::of)
                .callbackLocations(new String[0])
                .table("external_models_schema")
                .load()
                .migrate();
    }
}
