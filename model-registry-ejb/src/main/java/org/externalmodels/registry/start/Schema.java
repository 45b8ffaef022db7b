package org.externalmodels.registry.start;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The database's tables, which Flyway owns. It finds the scripts' folder in a WebSphere class loader by the empty file beside them. */
public final class Schema {

    private static final String SCRIPTS = "classpath:org/externalmodels/registry/schema";

    private Schema() {}

    /** Brings the tables to the version that this code needs. Several servers may do so at once. */
    public static void migrate(DataSource database) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .locations(SCRIPTS)
                .callbackLocations(SCRIPTS)
                .failOnMissingLocations(true)
                .table("external_models_schema")
                .load()
                .migrate();
    }
}
