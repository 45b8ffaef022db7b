package org.externalmodels.registry.start;

import java.sql.SQLException;
import org.externalmodels.registry.analytics.PastTotals;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/** Version 47 of the tables: the totals of hours and days before there was a table of them. */
final class TotalsOfTrends implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("47");
    }

    @Override
    public String getDescription() {
        return "totals of trends";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        new PastTotals(context.getConnection()).make();
    }
}
